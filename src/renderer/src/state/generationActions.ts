import type { AppError, Result } from '../../../shared/contract/appError'
import type { CallOutput } from '../../../shared/contract/calls'
import { isBlank } from '../../../shared/domain/blank'
import type { ConversationId, GenerationId, MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { adoptGeneration } from './applyGenerationEvent'
import { changeConversations } from './appStore'
import { handOverNewChoice } from './choiceStore'
import { withListed } from './conversationList'
import { changeOpen, openConversationId, useConversationStore } from './conversationStore'
import { draftStore, LONGEST_TEXT, type DraftKey } from './draftStore'
import { changeRunning, useGenerationStore } from './generationStore'
import { canStopLoad } from './loadStop'
import { cancelLoad } from './modelActions'
import { openedConversation, withConversation, withMessages } from './openConversation'
import { openConversation } from './openings'
import { removeQueued } from './queueActions'
import { isStopping, stoppableIn, withPhase, withStopRefused } from './runningGenerations'
import { streamStore } from './streamStore'
import { focusComposer } from './viewStore'
import { dismissPassing, showFailure } from './windowNotices'

const sending = new Set<DraftKey>()

/** Conversations in which a reply was asked for and main has not begun it yet: a second press asks for no second one. */
const asking = new Set<ConversationId>()

/** Sends the draft of the open conversation. It stays in the composer until main has saved it, and for good when it is refused. */
export async function send(): Promise<void> {
  const { open } = useConversationStore.getState()
  const key: DraftKey = open?.conversation.id ?? null
  const text = draftStore.read(key)
  if (isBlank(text) || sending.has(key)) return
  if (text.length > LONGEST_TEXT) return refuseSend(key, tooLong(text.length))
  sending.add(key)
  const handOver = key === null ? handOverNewChoice() : null
  const result = await call('generation.send', { conversationId: key, parentId: open?.shownLeafId ?? null, text }).finally(() =>
    sending.delete(key)
  )
  handOver?.(result.ok ? result.value.conversation.id : null)
  if (!result.ok) return refuseSend(key, result.error)
  const { conversation, userMessage } = result.value
  clearRefusal()
  dismissPassing()
  draftStore.settle(key, text, conversation.id)
  if (key === null) showNewConversation(result.value)
  else adoptStarted(result.value, [userMessage])
}

/** Another variant of a reply. */
export async function tryAgain(messageId: MessageId): Promise<void> {
  const message = useConversationStore.getState().open?.messages.get(messageId)
  if (message?.role !== 'assistant') return
  const { conversationId, parentId } = message
  await ask(conversationId, async () => takeResult(messageId, await call('generation.start', { conversationId, parentId })))
}

/** Continues a reply where it was cut. */
export async function continueReply(messageId: MessageId, conversationId = openConversationId()): Promise<void> {
  if (conversationId === null) return
  await ask(conversationId, async () => takeResult(messageId, await call('generation.continue', { conversationId, messageId })))
}

async function ask(conversationId: ConversationId, begin: () => Promise<void>): Promise<void> {
  focusComposer()
  if (asking.has(conversationId)) return
  asking.add(conversationId)
  await begin().finally(() => asking.delete(conversationId))
}

/** Ends what the model thinks, so that it answers. False when it could not be asked, which is told. */
export async function answerNow(generationId: GenerationId): Promise<boolean> {
  focusComposer() // the button goes
  const result = await call('generation.answerNow', { generationId })
  if (!result.ok) showFailure(t('chat.notAnswering'), result.error)
  return result.ok
}

/** Says "Stopped" at once; main confirms. Harmless for one that is being stopped or is over. */
async function stop(generationId: GenerationId): Promise<void> {
  const generation = useGenerationStore.getState().running[generationId]
  if (!generation || isStopping(generation)) return
  changeRunning((running) => withPhase(running, generation, { kind: 'stopping' }))
  streamStore.flush()
  const result = await call('generation.stop', { generationId })
  if (result.ok) return
  changeRunning((running) => withStopRefused(running, generationId, generation.phase))
  showFailure(t('chat.notStopped'), result.error)
}

/** Stops what the open conversation is waiting for; what only waits for its turn is taken back. True also while that is being stopped already; false when there is nothing. */
export function stopOpen(): boolean {
  const conversationId = openConversationId()
  if (conversationId === null) return false
  const { running } = useGenerationStore.getState()
  const generation = stoppableIn(running, conversationId)
  if (generation?.phase.kind === 'queued') void removeQueued(generation.generationId)
  else if (generation) void stop(generation.generationId)
  return generation !== undefined || Object.values(running).some((other) => other.conversationId === conversationId && isStopping(other))
}

/**
 * What Esc does: stops what the open conversation is waiting for; when there is nothing, the load of a model, unless a reply was being made
 * beside it. False when there is neither.
 */
export function stopWork(): boolean {
  if (stopOpen()) return true
  if (!canStopLoad()) return false
  void cancelLoad()
  return true
}

/** The person types again: the error of what was refused before is removed. */
export function clearRefusal(): void {
  if (useConversationStore.getState().refusal !== null) useConversationStore.setState({ refusal: null })
}

type Started = CallOutput<'generation.start'>

function takeResult(messageId: MessageId, result: Result<Started>): void {
  if (!result.ok) return refuseMessage(messageId, result.error)
  clearRefusal()
  adoptStarted(result.value, [])
}

function adoptStarted({ conversation, message, generation }: Started, before: readonly Message[]): void {
  changeConversations((conversations) => withListed(conversations, conversation))
  // Events may have come before this answer: a generation that has ended by then is not added again.
  const news = streamStore.hasEnded(generation.generationId) ? before : [...before, message]
  if (openConversationId() === conversation.id) changeOpen((open) => withConversation(withMessages(open, news), conversation))
  adoptGeneration(generation, message)
}

function showNewConversation(started: CallOutput<'generation.send'>): void {
  const { conversation, message, userMessage, generation } = started
  const { open, openingId } = useConversationStore.getState()
  const isStillHere = open === null && openingId === null
  if (isStillHere && !streamStore.hasEnded(generation.generationId)) {
    useConversationStore.setState({ open: openedConversation(conversation, [userMessage, message]) })
  }
  adoptStarted(started, [userMessage])
  if (isStillHere && openConversationId() === null) void openConversation(conversation.id)
}

function refuseSend(conversationId: DraftKey, error: AppError): void {
  useConversationStore.setState({ refusal: { kind: 'send', conversationId, error } })
}

function refuseMessage(messageId: MessageId, error: AppError): void {
  useConversationStore.setState({ refusal: { kind: 'message', messageId, error } })
}

const tooLong = (length: number): AppError => ({
  code: 'generation.textTooLong',
  params: { length, limit: LONGEST_TEXT }
})
