import type { Prompt } from '../../../engine/engine'
import { promptOf, type Turn } from './prompt'

/** The share of the context that a summary may have, and the most tokens. */
const SHARE = 1 / 8
const MOST = 512

/** Tokens that a summary may have. `limit`: of prompt and reply together. */
export const summaryRoom = (limit: number): number => Math.min(MOST, Math.floor(limit * SHARE))

// Words for the model. They are English whatever the window speaks: every model reads it, and the summary keeps to the chat's language.
const REQUEST =
  'Summarize our conversation up to here, so that you can go on with it from the summary alone. Keep names, numbers, facts, decisions and open questions. Write in the language of the conversation, in short plain sentences, without an introduction.'

/** As a turn in front of the messages that are read: any chat format has questions and answers. */
const summaryTurn = (text: string): Turn => ({
  startId: '',
  messages: [
    { role: 'user', text: 'Summarize our conversation up to here.' },
    { role: 'assistant', text }
  ]
})

/** What is read from these turns on, with a summary of all before them. */
export const promptWithSummary = (text: string, turns: readonly Turn[]): Prompt => promptOf([summaryTurn(text), ...turns])

/** What is read for a summary of these turns and of an earlier summary. */
export const promptForSummary = (earlier: string | null, turns: readonly Turn[]): Prompt =>
  promptOf([...(earlier === null ? [] : [summaryTurn(earlier)]), ...turns, { startId: '', messages: [{ role: 'user', text: REQUEST }] }])
