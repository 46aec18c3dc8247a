import type { StorageStatus } from '../../../shared/contract/notice'
import { setRegion } from '../../../shared/i18n/regionalFormats'
import { call } from '../bridge'
import { adoptGeneration } from './applyGenerationEvent'
import { useAppStore } from './appStore'
import { withPage } from './conversationList'
import { receiveNewChoice } from './choiceStore'
import { draftStore } from './draftStore'
import { listModels } from './modelActions'
import { openConversation } from './openings'
import { receivePreferences } from './preferencesStore'
import { writtenIn } from './streamStore'

/** The first call of the window: what it needs to paint, then the conversation that was open last. */
export async function start(): Promise<void> {
  useAppStore.setState({ start: { kind: 'starting' } })
  const result = await call('app.start', {})
  if (!result.ok) return useAppStore.setState({ start: { kind: 'failed', error: result.error } })
  const { conversations, generations, newDraft, newChoice, openConversationId, preferences, region, ...shown } = result.value
  setRegion(region)
  receivePreferences(preferences)
  receiveNewChoice(newChoice)
  useAppStore.setState({ ...shown, ...withPage([], conversations) })
  void listModels()
  // Nothing of what they wrote is known yet: it comes whole when their conversation is opened.
  for (const generation of generations) adoptGeneration(generation, writtenIn(undefined))
  draftStore.adopt(null, newDraft)
  if (openConversationId !== null) await openConversation(openConversationId)
  useAppStore.setState({ start: { kind: 'started' } })
}

/** What can be read changes with the storage: once it is back, everything is asked for again. */
export function changeStorage(storage: StorageStatus): void {
  const wasUnavailable = useAppStore.getState().storage.kind === 'unavailable'
  useAppStore.setState({ storage })
  if (wasUnavailable && storage.kind === 'ready') void start()
}

/** The person asks for another look at the file. */
export async function retryStorage(): Promise<void> {
  const result = await call('storage.retry', {})
  changeStorage(result.ok ? { kind: 'ready' } : { kind: 'unavailable', error: result.error })
}
