import type { Prompt } from '../../engine'
import type { FormatMarks } from '../../scriptedModel/vocabulary'

/** The chats that every format is shown with. */
export const chats = {
  question: [{ role: 'user', text: 'Hello' }],
  system: [
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text: 'Hello' }
  ],
  turns: [
    { role: 'user', text: 'Hello' },
    { role: 'assistant', text: 'Hi there.' },
    { role: 'user', text: 'Who are you?' }
  ],
  /** Stopped behind a space, which stays. */
  continued: [
    { role: 'user', text: 'Hello' },
    { role: 'assistant', text: 'I am ' }
  ]
} satisfies Record<string, Prompt>
export type ChatName = keyof typeof chats

/**
 * One family of models and what its makers document that a model reads. The templates are Hearth's own: they write the documented format
 * in their own way, with the things in them that makers' templates have and that go wrong easily.
 */
export interface FormatExample {
  readonly name: string
  /** Where the makers say so. */
  readonly source: string
  readonly template: string
  readonly marks: FormatMarks
  /** Whether the tokenizer puts its beginning-of-text token in front. */
  readonly addBos: boolean
  /** What the model reads, by chat. */
  readonly reads: Readonly<Record<ChatName, string>>
  /** The same with thinking switched off, where the family has such a switch. */
  readonly withoutThinking?: Readonly<Partial<Record<ChatName, string>>>
}
