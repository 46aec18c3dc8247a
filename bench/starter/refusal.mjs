// Whether a reply refuses what was asked for. Only the assistant's own words at the beginning count: what stands in quotes or in code, and
// what a person of a story cannot do, is no refusal; nor is it one that an assistant has no feelings when it is asked how it is.

const OPENING = 300

const help =
  'help(?! but)|assist|answer|provide|discuss|fulfil|fulfill|comply|do (?:that|this)|give|write|create|generate|tell|share|engage|access|recall|remember|process|understand|support|continue|offer|produce|perform|respond|determine|identify|know'
const helpGerman =
  'helfen|unterstützen|antworten|beantworten|sagen|nennen|geben|schreiben|erstellen|erzeugen|erklären|erzählen|machen|tun|erfüllen|anbieten|bereitstellen|wissen|erinnern|zugreifen'
const unable =
  "(?:can't|cannot|can not|won't|will not|am unable to|'m unable to|am not able to|'m not able to|am not allowed to|couldn't|could not)"

const refusals = [
  new RegExp(`\\bI ?(?:\\w+ )?${unable} (?:\\w+ )?(?:${help})\\b`, 'i'),
  new RegExp(
    `\\b(?:sorry|apologi[sz]e|afraid)\\b.{0,60}\\bI ?(?:\\w+ )?(?:${unable}|(?:don't|do not|didn't) (?:have (?:access|the ability|enough|any (?:information|access|record))|know|understand|recall|remember))`,
    'i'
  ),
  /\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b.{0,80}\bI (?:\w+ )?(?:can't|cannot|can not|am unable|am not able|don't have (?:access|the ability|information)|do not have (?:access|the ability|information))/i,
  /\bI (?:don't|do not) have (?:access to|the ability to|(?:any |personal |enough )*information)/i,
  new RegExp(`\\b(?:ich kann|kann ich) (?:[^\\s.!?]+ ){0,6}(?:nicht|keine?n?) (?:[^\\s.!?]+ ){0,4}(?:${helpGerman})\\b`, 'i'),
  /\b(?:das|dies) kann ich (?:leider )?nicht\b/i,
  /\btut mir leid\b.{0,40}\b(?:ich|aber)\b.{0,60}\b(?:nicht|keine?n?)\b/i,
  /\bich habe keine(?:n)? (?:Zugriff|Informationen?|Möglichkeit)\b/i,
  /\blo siento\b.{0,60}\bno\b/i,
  /\bno puedo (?:\S+ )?(?:ayudar|responder|proporcionar|dar|escribir|hacer|contestar|recordar|acceder|saber|decir|asistir|ofrecer|crear)/i,
  /\bno tengo (?:acceso|información|la capacidad)\b/i,
  /(?:抱歉|对不起|很遗憾).{0,30}(?:无法|不能|没有|不知道|不会|不了)/,
  /我(?:\S{0,6})?(?:无法|不能|不可以)(?:直接)?(?:回答|提供|帮助|讨论|满足|完成|生成|知道|记住|获取|访问|执行|确定|告诉|写)/,
  /作为(?:一个|一名)?(?:AI|人工智能|语言模型|虚拟)\S{0,20}(?:无法|不能)/i
]

/** @param {string} reply @returns {boolean} */
export function isRefusal(reply) {
  const opening = reply
    .replace(/’/g, "'")
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/["“„«「『][^"”“»」』]*["”“»」』]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, OPENING)
  return refusals.some((refusal) => refusal.test(opening))
}
