// Whether a reply has fallen into a loop, without the product's guard: that one is made to be certain of very long texts, and within the
// tokens of one reply here it may not become so. This one knows that nobody asked for repetition, and is therefore satisfied with less.

const LEAST_LENGTH = 240
const LEAST_TIMES = 4
/** Of a reply: a refrain or a phrase that comes in each item of a list is less. */
const MOST = 0.5

/** A Chinese character says as much as three letters. */
const weight = (text) => text.length + 2 * (text.match(/\p{Script=Han}/gu)?.length ?? 0)

/** @param {string} reply @returns {boolean} */
export function repeatsItself(reply) {
  const text = reply.replace(/\s+/g, ' ').trim()
  return hasPeriodicEnd(text) || hasPeriodicEnd(withoutNumbers(text)) || saysMostlyTheSame(reply)
}

/** Items that only count up are a loop too, if they have words. */
const withoutNumbers = (text) => {
  const masked = text.replace(/\d+/g, '0')
  return /\p{L}{3}/u.test(masked.slice(-100)) ? masked : ''
}

/** Whether the end is one segment over and over; the last time may be cut short. */
function hasPeriodicEnd(text) {
  for (let period = 1; period <= text.length / LEAST_TIMES; period++) {
    let at = text.length - 1
    while (at >= period && text[at] === text[at - period]) at--
    const repeated = text.slice(Math.max(0, at + 1 - period))
    if (repeated.length >= LEAST_TIMES * period && weight(repeated) >= LEAST_LENGTH) return true
  }
  return false
}

/** Most of the reply is sentences or lines that stood in it before: longer rounds, and such that change a little. Code has lines that are alike. */
function saysMostlyTheSame(reply) {
  const seen = new Set()
  let [all, again] = [0, 0]
  for (const part of reply.replace(/```[\s\S]*?(?:```|$)/g, '').split(/\n|(?<=[.!?。！？])/)) {
    const text = part.trim()
    all += weight(text)
    if (seen.has(text)) again += weight(text)
    seen.add(text)
  }
  return again >= LEAST_LENGTH && again / all >= MOST
}
