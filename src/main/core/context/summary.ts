import type { Prompt } from '../../../engine/engine'
import { promptOf, type Turn } from './prompt'

/** The share of the context that a summary may have, and the most tokens. */
const SHARE = 1 / 8
const MOST = 512

/** Tokens that a summary may have. `limit`: of prompt and reply together. */
export const summaryRoom = (limit: number): number => Math.min(MOST, Math.floor(limit * SHARE))

/** A word of most languages is more than one token. */
const WORDS_PER_TOKEN = 0.6

// Words for the model. They are English whatever the window speaks: every model reads it, and the summary keeps to the chat's language.
const requestFor = (room: number): string =>
  `Write a short summary of this conversation in at most ${Math.floor(room * WORDS_PER_TOKEN)} words: what the user said about themselves, what they asked, which names, numbers, dates and places were mentioned, and what you answered. Use the language of the user.`

/** As a turn in front of the messages that are read: any chat format has questions and answers. */
const summaryTurn = (text: string): Turn => ({
  startId: '',
  messages: [
    { role: 'user', text: 'Summarize our conversation up to here.' },
    { role: 'assistant', text }
  ]
})

/** What is read from these turns on, with a summary of all before them; null: without one. */
export const promptFromSummary = (text: string | null, turns: readonly Turn[]): Prompt =>
  promptOf(text === null ? turns : [summaryTurn(text), ...turns])

/** What is read for a summary of these turns, and of an earlier summary, that has at most `room` tokens. */
export const promptForSummary = (earlier: string | null, turns: readonly Turn[], room: number): Prompt => {
  const request: Turn = { startId: '', messages: [{ role: 'user', text: requestFor(room) }] }
  return promptOf([...(earlier === null ? [] : [summaryTurn(earlier)]), ...turns, request])
}
