import { create } from 'zustand'
import type { AppError } from '../../../shared/contract/appError'
import type { Notice, StorageStatus } from '../../../shared/contract/notice'
import type { Conversation } from '../../../shared/domain/conversation'
import type { EngineSilence } from '../../../shared/domain/engineSilence'
import type { ModelListing } from '../../../shared/domain/modelListing'
import type { ModelFile, ModelStatus } from '../../../shared/domain/model'

type StartStatus = { kind: 'starting' } | { kind: 'started' } | { kind: 'failed'; error: AppError }

/** A failure that the window met itself. `what` failed, in words; null when the error alone is to be told. */
export interface WindowNotice {
  readonly id: string
  readonly tone: 'error'
  readonly content: { readonly kind: 'failure'; readonly what: string | null; readonly error: AppError }
}

export interface AppState {
  readonly start: StartStatus
  /** Newest first: the pages of the list that were asked for so far. */
  readonly conversations: readonly Conversation[]
  /** Where the next page begins; null when all are here. */
  readonly nextPage: string | null
  readonly nextPageStatus: 'wanted' | 'loading' | 'failed'
  readonly models: readonly ModelFile[]
  readonly listing: ModelListing
  readonly model: ModelStatus
  readonly silence: EngineSilence
  readonly storage: StorageStatus
  readonly notices: readonly (Notice | WindowNotice)[]
}

export const initialAppState: AppState = {
  start: { kind: 'starting' },
  conversations: [],
  nextPage: null,
  nextPageStatus: 'wanted',
  models: [],
  listing: { status: 'listing', problems: [] },
  model: { kind: 'none' },
  silence: { loading: null, generating: null },
  storage: { kind: 'ready' },
  notices: []
}

/** Copies of what main knows about the application as a whole. */
export const useAppStore = create<AppState>()(() => initialAppState)

/** Keeps the state object when `change` changes nothing: its subscribers run at every new one. */
export function changeConversations(change: (conversations: AppState['conversations']) => AppState['conversations']): void {
  useAppStore.setState((state) => {
    const conversations = change(state.conversations)
    return conversations === state.conversations ? state : { conversations }
  })
}
