import type { Notice } from '../../../shared/contract/notice'
import type { EventPublisher } from '../eventHub'

/** Keeps each notice until it is dismissed or withdrawn; a window that opens later gets it too. */
export class NoticeBoard {
  readonly #events: EventPublisher
  readonly #newId: () => string
  #notices: Notice[] = []
  readonly #onDismissed = new Map<string, () => void>()

  constructor({ events, newId }: { events: EventPublisher; newId: () => string }) {
    this.#events = events
    this.#newId = newId
  }

  get notices(): readonly Notice[] {
    return this.#notices
  }

  /** `onDismissed`: when the person has read it. */
  show(shown: Omit<Notice, 'id'>, onDismissed?: () => void): void {
    const notice = { id: this.#newId(), ...shown }
    if (onDismissed) this.#onDismissed.set(notice.id, onDismissed)
    this.#notices = [...this.#notices, notice]
    this.#events.emit('notice.shown', { notice })
  }

  /** Takes back what is not so any more; nobody has read it for that. */
  withdraw(...kinds: Notice['content']['kind'][]): void {
    const outdated = this.#notices.filter(({ content }) => kinds.includes(content.kind))
    this.#notices = this.#notices.filter((notice) => !outdated.includes(notice))
    for (const { id } of outdated) {
      this.#onDismissed.delete(id)
      this.#events.emit('notice.withdrawn', { id })
    }
  }

  /** An unknown id is success. */
  dismiss(id: string): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id)
    this.#onDismissed.get(id)?.()
    this.#onDismissed.delete(id)
  }
}
