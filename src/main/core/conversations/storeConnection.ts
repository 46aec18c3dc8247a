import type { StorageStatus } from '../../../shared/contract/notice'
import { storageError } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { NoticeBoard } from '../notices/noticeBoard'
import type { ConversationIndex } from './conversationIndex'
import { StorageFailure } from '../errors/storageFailure'
import type { ConversationStore, OpenedStore } from './conversationStore'
import type { EventPublisher } from '../eventHub'
import type { Log } from '../errors/log'

interface StoreConnectionPorts {
  /** Rejects with a StorageFailure when the file cannot be used. */
  open: () => Promise<OpenedStore>
  /** Tidies up what an earlier run left behind, before anything is read. Runs again when the store is opened again. */
  afterOpening: (opened: OpenedStore) => Promise<void>
  events: EventPublisher
  notices: NoticeBoard
  log: Log
}

/** The one open ConversationStore with its index, or the error why there is none: Hearth opens its window in either case. */
export class StoreConnection {
  readonly #ports: StoreConnectionPorts
  #opened: OpenedStore | null = null
  #status: StorageStatus = { kind: 'unavailable', error: storageError('unreadable') }
  #opening: Promise<void> | null = null

  constructor(ports: StoreConnectionPorts) {
    this.#ports = ports
  }

  get status(): StorageStatus {
    return this.#status
  }

  /** The open store. Throws the ExpectedError that says why there is none. */
  get store(): ConversationStore {
    return this.#orSayWhyNot().store
  }

  /** Its index. Throws as `store` does. */
  get index(): ConversationIndex {
    return this.#orSayWhyNot().index
  }

  #orSayWhyNot(): OpenedStore {
    if (this.#opened) return this.#opened
    throw new ExpectedError(this.#status.kind === 'unavailable' ? this.#status.error : storageError('unreadable'))
  }

  /** Opens the store unless it is open; `status` says afterwards how it went. Two calls at once open it once. */
  async open(): Promise<void> {
    if (this.#opened) return
    this.#opening ??= this.#tryToOpen().finally(() => (this.#opening = null))
    await this.#opening
  }

  /** For a store that turned out to be unreadable after it was opened: closes it, so that `open` tries again. */
  async giveUp(failure: StorageFailure): Promise<void> {
    const opened = this.#opened
    this.#opened = null
    this.#becomeUnavailable(failure)
    await opened?.store.close().catch((thrown: unknown) => this.#ports.log.error('While closing an unreadable store', thrown))
  }

  /** Writes everything out. A store that is not open is closed already. */
  async close(): Promise<void> {
    await this.#opening
    const opened = this.#opened
    this.#opened = null
    await opened?.store.close()
  }

  async #tryToOpen(): Promise<void> {
    const { open, events, notices, log } = this.#ports
    try {
      const opened = await open()
      await this.#tidy(opened)
      this.#opened = opened
      this.#status = { kind: 'ready' }
      void opened.lost.then((failure) => this.#lose(opened, failure))
      events.emit('storage.changed', { storage: this.#status })
      const { setAside } = opened
      if (setAside === null) return
      log.warn(`The database was damaged and set aside as ${setAside}`)
      const kind = (await this.#isEmpty(opened)) ? 'chatsSetAside' : 'chatsSalvaged'
      notices.show({ tone: 'error', content: { kind, file: setAside } })
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) log.error('While opening the store', thrown)
      this.#becomeUnavailable(thrown instanceof StorageFailure ? thrown : new StorageFailure('unreadable', String(thrown)))
    }
  }

  #lose(opened: OpenedStore, failure: StorageFailure): void {
    if (this.#opened !== opened) return
    this.#opened = null
    this.#becomeUnavailable(failure)
  }

  // A full disk must not keep people from reading: what could not be tidied is shown as interrupted all the same.
  async #tidy(opened: OpenedStore): Promise<void> {
    try {
      await this.#ports.afterOpening(opened)
    } catch (thrown) {
      this.#ports.log.error('While tidying up after the last run', thrown)
    }
  }

  async #isEmpty(opened: OpenedStore): Promise<boolean> {
    try {
      const { conversations } = await opened.index.list({ before: null, limit: 1 })
      return conversations.length === 0
    } catch (thrown) {
      this.#ports.log.error('While looking for what could be saved of a damaged database', thrown)
      return true
    }
  }

  #becomeUnavailable(failure: StorageFailure): void {
    this.#ports.log.warn(`The store is unavailable (${failure.message})`)
    this.#status = { kind: 'unavailable', error: storageError(failure.code) }
    this.#ports.events.emit('storage.changed', { storage: this.#status })
  }
}
