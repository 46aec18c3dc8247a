const DEFAULT_RESERVE = 1_024 // tokens

/** Tokens that are kept free for the reply. `limit`: of prompt and reply together; `maxTokens`: that a reply may have, null: any number. */
export function keptForReply(limit: number, maxTokens: number | null): number {
  return Math.min(maxTokens ?? DEFAULT_RESERVE, Math.floor(limit / 4))
}

/** Tokens that a prompt may have so that there is room for the reply. */
export const promptLimit = (limit: number, maxTokens: number | null): number => limit - keptForReply(limit, maxTokens)
