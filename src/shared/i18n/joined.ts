import { t } from './translate'

// How whole sentences, and facts that stand side by side, follow each other is a matter of the language too. Words are never joined in code.

/** One whole sentence after another. */
export const joinedSentences = (first: string, second: string): string => t('joined.sentences', { first, second })

/** What is said about a thing, side by side: “86 tokens · 41.7 tok/s”. Leaves out what is empty or false. */
export const joinedFacts = (facts: readonly (string | false)[]): string =>
  facts.reduce<string>((first, second) => {
    if (second === false || second === '') return first
    return first === '' ? second : t('joined.facts', { first, second })
  }, '')

/** Facts that go on from others which stand elsewhere. */
export const furtherFacts = (facts: string): string => t('joined.furtherFacts', { facts })
