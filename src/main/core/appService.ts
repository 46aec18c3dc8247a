import type { CallOutput, ConversationPage } from '../../shared/contract/calls'
import type { StorageStatus } from '../../shared/contract/notice'
import type { ConversationId } from '../../shared/domain/ids'
import { ExpectedError } from './errors/expectedError'
import type { LastOpened } from './settings/lastOpened'
import type { NewChoice } from './settings/newChoice'
import type { ConversationRepository } from './conversations/conversationRepository'
import type { LiveGenerations } from './generation/liveGenerations'
import type { ModelService } from './models/modelService'
import type { PreferencesService } from './settings/preferencesService'
import type { NoticeBoard } from './notices/noticeBoard'
import { StorageFailure } from './errors/storageFailure'
import type { StoreConnection } from './conversations/storeConnection'

interface AppServicePorts {
  connection: StoreConnection
  live: LiveGenerations
  models: ModelService
  notices: NoticeBoard
  repository: ConversationRepository
  lastOpened: LastOpened
  newChoice: NewChoice
  preferencesService: PreferencesService
  region: () => string
}

interface Stored {
  conversations: ConversationPage
  newDraft: string
  openConversationId: ConversationId | null
}

/** What a window needs when it starts, and what concerns Hearth as a whole. */
export class AppService {
  readonly #ports: AppServicePorts

  constructor(ports: AppServicePorts) {
    this.#ports = ports
  }

  /** Waits for the store to be opened, or to be refused: the window opens in either case. */
  async start(): Promise<CallOutput<'app.start'>> {
    const { connection, live, models, notices, repository, preferencesService, newChoice, region } = this.#ports
    await connection.open()
    return repository.exclusively(async () => {
      return {
        ...(await this.#stored()),
        generations: live.states(),
        ...models.listed,
        model: models.status,
        silence: models.silence,
        storage: connection.status,
        notices: [...notices.notices],
        preferences: preferencesService.current,
        newChoice: newChoice.current,
        region: region()
      }
    })
  }

  dismissNotice({ id }: { id: string }): void {
    this.#ports.notices.dismiss(id)
  }

  /** Tries to open the store again. Throws the ExpectedError that says why it is still not there. */
  async retryStorage(): Promise<void> {
    await this.#ports.connection.open()
    const status: StorageStatus = this.#ports.connection.status
    if (status.kind === 'unavailable') throw new ExpectedError(status.error)
  }

  async #stored(): Promise<Stored> {
    const { connection, repository, lastOpened } = this.#ports
    const nothing = { conversations: { conversations: [], next: null }, newDraft: '', openConversationId: null }
    if (connection.status.kind === 'unavailable') return nothing
    try {
      const openId = lastOpened.id
      const page = await repository.list(null)
      // Nearly always on the first page; only otherwise is the whole conversation read.
      const isListed = page.conversations.some(({ id }) => id === openId)
      const isThere = isListed || (openId !== null && (await repository.read(openId)) !== null)
      return {
        conversations: page,
        newDraft: await repository.readDraft(null),
        openConversationId: isThere ? openId : null
      }
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown
      await connection.giveUp(thrown)
      return nothing
    }
  }
}
