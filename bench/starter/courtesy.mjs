// Whether a greeting is greeted back, and thanks are taken kindly.
import { isRefusal } from './refusal.mjs'

const OPENING = 120

const greetingWords =
  /(?<!\p{L})(?:hello|hi|hey|howdy|greetings|welcome|good (?:morning|afternoon|evening|day)|hallo|guten (?:morgen|tag|abend)|moin|servus|grüß|willkommen|hola|buen[ao]s días|buen día|buenas (?:tardes|noches)|saludos|bienvenid[oa]s?)(?!\p{L})|你好|您好|早上好|早安|早啊|上午好|晚上好|欢迎|嗨|大家好/iu
/** It says how it is, or asks what it can do. */
const wellbeing = /\bI(?:'m| am) (?:\w+ ){0,2}(?:well|fine|good|great|glad|happy|here)\b|\bthank you for asking\b/i
const offers =
  /\b(?:(?:how|what) (?:can|may|could|would) (?:I|you)|I can)\b.{0,40}\b(?:help|assist|do for you|like)|\b(?:here|happy|glad) to (?:help|assist)|kann ich (?:dir|ihnen|euch)?.{0,20}(?:helfen|tun)|en qué puedo|puedo ayudar|(?:帮助|帮忙|帮到|协助)(?:你|您)|(?:你|您).{0,6}(?:帮助|帮忙)/i
/** A life that a model does not have. */
const invented =
  /\b(?:my name is|ich heiße|mein name ist|me llamo|mi nombre es) (?!Qwen|AI|not\b)\p{Lu}|\bI(?:'m| am) (?:a|an) (?:\d+|student|teacher|writer|father|mother|nurse|doctor|developer|freelance)|\bI (?:live|grew up|was born) in\b|我叫(?!Qwen|通义|千问)/u

const kindWords =
  /\b(?:you(?:'re| are) (?:very |most )?welcome|my pleasure|glad|happy to|pleasure|no problem|anytime|don't mention it|of course|gern(?:e)?|bitte(?:schön| schön| sehr)?|freut mich|keine ursache|nichts zu danken|de nada|con gusto|un placer|no hay de qué|me alegr[ao]|encantad[oa])\b|不客气|不用谢|不谢|别客气|很高兴|乐意|荣幸/iu

const opening = (reply) =>
  reply
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/’/g, "'")
    .slice(0, OPENING)

/** @param {string} reply @returns {boolean} */
export const greetsBack = (reply) =>
  ([greetingWords, wellbeing].some((sign) => sign.test(opening(reply))) || offers.test(reply)) && !invented.test(reply) && !isRefusal(reply)

/** @param {string} reply @returns {boolean} */
export const takesThanks = (reply) => kindWords.test(opening(reply)) && !isRefusal(reply)
