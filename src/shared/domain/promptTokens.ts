import type { ContextLedger } from './contextLedger'

type OfPrompt = Pick<ContextLedger, 'format' | 'summary' | 'you' | 'replies' | 'draft'>

/** What the prompt has. */
export const promptTokensOf = ({ format, summary, you, replies, draft }: OfPrompt): number => format + summary + you + replies + draft
