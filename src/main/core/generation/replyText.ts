import type { MessageId } from '../../../shared/domain/ids'
import type { AssistantMessage, Thought } from '../../../shared/domain/message'
import type { Clock } from '../async/clock'
import type { ConversationStore } from '../conversations/conversationStore'
import type { Log } from '../errors/log'

const INTERVAL = 200 // ms between two saves; a crash may cost a quarter of a second of text

interface ReplyTextPorts {
  /** The store as it is at that moment; throws while there is none. */
  store: () => ConversationStore
  clock: Clock
  log: Log
}

/**
 * The text and the thought of a reply that is being written, and on their way to the disk: one save at a time, the newest of both each time.
 */
export class ReplyText {
  readonly #messageId: MessageId
  readonly #ports: ReplyTextPorts
  #text: string
  #thought: Thought | null
  #saving: Promise<void> | null = null
  #cancelSave: (() => void) | null = null
  #isSettled = false

  constructor({ id, text, thought }: Pick<AssistantMessage, 'id' | 'text' | 'thought'>, ports: ReplyTextPorts) {
    this.#messageId = id
    this.#text = text
    this.#thought = thought
    this.#ports = ports
  }

  get text(): string {
    return this.#text
  }

  get thought(): Thought | null {
    return this.#thought
  }

  append(text: string): void {
    this.#text += text
    this.#schedule()
  }

  /** `tokens` and `ms`: of the whole thought. */
  appendThought(text: string, { tokens, ms }: Omit<Thought, 'text'>): void {
    this.#thought = { text: (this.#thought?.text ?? '') + text, tokens, ms }
    this.#schedule()
  }

  /** No save begins after it; resolves when the one in flight is done, so that it cannot overtake the final one. */
  async settle(): Promise<void> {
    this.#isSettled = true
    this.#cancelSave?.()
    await this.#saving
  }

  #schedule(): void {
    if (this.#isSettled || this.#saving || this.#cancelSave) return
    this.#cancelSave = this.#ports.clock.after(INTERVAL, () => {
      this.#cancelSave = null
      this.#saving = this.#save().finally(() => (this.#saving = null))
    })
  }

  // A save that fails loses nothing: the text stays in memory, and the next save writes all of it.
  async #save(): Promise<void> {
    const text = this.#text
    const thought = this.#thought
    try {
      await this.#ports.store().saveReplyText(this.#messageId, text, thought)
    } catch (thrown) {
      this.#ports.log.error('The text of a reply could not be saved', thrown)
    }
    this.#saving = null
    if (this.#text !== text || this.#thought !== thought) this.#schedule()
  }
}
