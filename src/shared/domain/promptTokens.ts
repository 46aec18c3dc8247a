import type { ContextLedger } from './contextLedger'

/** What the prompt has. */
export const promptTokensOf = ({ format, you, replies, draft }: ContextLedger): number => format + you + replies + draft
