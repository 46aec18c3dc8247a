import type { CallOutput } from '../../shared/contract/calls'
import type { StorageStatus } from '../../shared/contract/notice'
import type { Conversation } from '../../shared/domain/conversation'
import { ExpectedError } from './expectedError'
import type { LastOpened } from './lastOpened'
import type { ConversationRepository } from './conversations/conversationRepository'
import type { LiveGenerations } from './generation/liveGenerations'
import type { ModelService } from './modelService'
import type { NoticeBoard } from './noticeBoard'
import type { ConversationIndex, ConversationPage, ListCursor } from './ports/conversationIndex'
import { StorageFailure } from './ports/conversationStore'
import type { StoreHolder } from './storeHolder'

const PAGE = 10_000 // conversations read from the index at once

interface AppServicePorts {
  holder: StoreHolder
  live: LiveGenerations
  models: ModelService
  notices: NoticeBoard
  repository: ConversationRepository
  lastOpened: LastOpened
}

interface Stored {
  conversations: Conversation[]
  newDraft: string
}

/** What a window needs when it starts, and what concerns Hearth as a whole. */
export class AppService {
  readonly #ports: AppServicePorts

  constructor(ports: AppServicePorts) {
    this.#ports = ports
  }

  /** Waits for the store to be opened, or to be refused: the window opens in either case. */
  async start(): Promise<CallOutput<'app.start'>> {
    const { holder, live, models, notices, repository, lastOpened } = this.#ports
    await holder.open()
    const files = await models.models()
    return repository.exclusively(async () => {
      const { conversations, newDraft } = await this.#stored()
      const openId = lastOpened.id
      return {
        conversations,
        openConversationId: conversations.some(({ id }) => id === openId) ? openId : null,
        newDraft,
        generations: live.states(),
        models: files,
        model: models.status,
        storage: holder.status,
        notices: [...notices.notices]
      }
    })
  }

  dismissNotice({ id }: { id: string }): void {
    this.#ports.notices.dismiss(id)
  }

  /** Tries to open the store again. Throws the ExpectedError that says why it is still not there. */
  async retryStorage(): Promise<void> {
    await this.#ports.holder.open()
    const status: StorageStatus = this.#ports.holder.status
    if (status.kind === 'unavailable') throw new ExpectedError(status.error)
  }

  async #stored(): Promise<Stored> {
    const { holder } = this.#ports
    const nothing = { conversations: [], newDraft: '' }
    if (holder.status.kind === 'unavailable') return nothing
    try {
      return { conversations: await allOf(holder.index), newDraft: await holder.store.readDraft(null) }
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown
      await holder.giveUp(thrown)
      return nothing
    }
  }
}

async function allOf(index: ConversationIndex): Promise<Conversation[]> {
  const all: Conversation[] = []
  let before: ListCursor | null = null
  do {
    const page: ConversationPage = await index.list({ before, limit: PAGE })
    all.push(...page.conversations)
    before = page.next
  } while (before !== null)
  return all
}
