import * as z from 'zod'

/** Names a text within a conversation: the first 128 bits of the SHA-256 of it as UTF-8, in hexadecimal digits. */
export const textId = z.string().regex(/^[0-9a-f]{32}$/)
export type TextId = z.infer<typeof textId>

/** What a model read or wrote for a reply and what is no message of the conversation: a system prompt as it was filled in, a summary, tokens. */
export interface KeptText {
  readonly id: TextId
  readonly text: string
}
