import type { ContextLedger } from './contextLedger'

/** What the prompt has. */
export const promptTokensOf = ({ format, you, replies, draft }: Pick<ContextLedger, 'format' | 'you' | 'replies' | 'draft'>): number =>
  format + you + replies + draft
