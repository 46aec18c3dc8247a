import type { Message } from '../../../shared/domain/message'

type RichTextSource = (message: Message) => string

let source: RichTextSource | null = null

/** The part of the window that renders messages says how their text looks as markup for other programs. Returns what takes it back. */
export function provideRichText(given: RichTextSource): () => void {
  source = given
  return () => {
    if (source === given) source = null
  }
}

export const richTextOfMessage = (message: Message): string | undefined => source?.(message)
