/** Numbers in words make prompts of the same length nearly; what matters is that each begins with another word. */
const NAMES =
  'Aldous Bettina Conrad Delphine Edmund Fiona Gregor Hedwig Ignatius Josephine Konrad Leopold Matilda Norbert Ophelia Percival Quentin Rosalind Sebastian Theodora'.split(
    ' '
  )

/** There are so many. */
export const PROMPTS = NAMES.length

/** For each place another one, from its first word on: nothing of it has been read before. */
export const promptAt = (place) => ({
  system: `${NAMES[place]} ${1000 + place} is the name of this story teller, who answers in plain words.`,
  question: `Write a long story about the year ${1501 + place}, when a lighthouse keeper finds a message in a bottle.`
})

/** The same text as Hearth has it read: both models use ChatML. */
export const chatMl = ({ system, question }) =>
  `<|im_start|>system\n${system}<|im_end|>\n<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\n`
