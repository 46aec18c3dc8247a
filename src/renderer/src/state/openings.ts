import type { Result } from '../../../shared/contract/appError'
import type { CallOutput } from '../../../shared/contract/calls'
import type { GenerationEvent } from '../../../shared/contract/events'
import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { changeConversations } from './appStore'
import { withListed } from './conversationList'
import { adoptGeneration, applyGenerationEvent } from './applyGenerationEvent'
import { changeOpen, openConversationId, useConversationStore } from './conversationStore'
import { draftStore } from './draftStore'
import { openedConversation, withConversation, withMessages } from './openConversation'
import { placeStore } from './placeStore'
import { streamStore, writtenIn } from './streamStore'
import { closeListOverlay, focusComposer } from './viewStore'
import { dismissPassing, showFailure } from './windowNotices'

type Opened = CallOutput<'conversation.open'>

interface Opening {
  readonly conversationId: ConversationId
  /** Events that come while main is asked: they are applied after its answer, which says up to which sequence it holds the text. */
  readonly held: GenerationEvent[]
}

let current: Opening | null = null

/** Every stream event of this window comes through here. */
export function receiveGenerationEvent(event: GenerationEvent): void {
  if (current?.conversationId === event.conversationId) current.held.push(event)
  else if (!applyGenerationEvent(event)) void catchUp()
}

/** Shows a conversation. The one before stays on the screen until it is here; the last one asked for wins. */
export async function openConversation(conversationId: ConversationId): Promise<void> {
  void draftStore.save()
  closeListOverlay()
  focusComposer()
  abandonOpening()
  if (openConversationId() === conversationId) return
  useConversationStore.setState({ openingId: conversationId })
  if (openConversationId() !== null) dismissPassing()
  const answer = await ask(conversationId)
  if (!answer) return
  const { result, held } = answer
  useConversationStore.setState({ openingId: null })
  if (result.ok) {
    const { conversation, messages, draft, place } = result.value
    placeStore.adopt(conversation.id, place)
    useConversationStore.setState({ open: openedConversation(conversation, messages), refusal: null })
    // It may be on a page of the list that was not asked for yet.
    changeConversations((conversations) => withListed(conversations, conversation))
    draftStore.adopt(conversation.id, draft)
    readHeld(result.value, held)
  } else {
    held.forEach(applyGenerationEvent)
    showFailure(t('sidebar.notOpened'), result.error)
  }
}

/** Asks again for the conversation on the screen, because something of it was missed. What is newer here stays. */
export async function catchUp(): Promise<void> {
  const conversationId = openConversationId()
  if (conversationId === null || current) return
  const answer = await ask(conversationId)
  if (!answer) return
  const { result, held } = answer
  if (!result.ok) return showFailure(t('sidebar.notOpened'), result.error)
  const { conversation, messages } = result.value
  const news = messages.filter(
    (message) => message.role === 'user' || message.status.kind !== 'streaming' || isRunning(result.value, message.id)
  )
  changeOpen((open) => (open.conversation.id === conversationId ? withConversation(withMessages(open, news), conversation) : open))
  readHeld(result.value, held)
}

/** Nobody waits for a conversation any more: the empty page is shown, or another one. */
export function abandonOpening(): void {
  const abandoned = current
  current = null
  useConversationStore.setState({ openingId: null })
  abandoned?.held.forEach(applyGenerationEvent)
}

/** Null when something else was asked for meanwhile. */
async function ask(conversationId: ConversationId): Promise<{ result: Result<Opened>; held: readonly GenerationEvent[] } | null> {
  const opening: Opening = { conversationId, held: [] }
  current = opening
  const result = await call('conversation.open', { conversationId })
  if (current !== opening) return null
  current = null
  return { result, held: opening.held }
}

const isRunning = (opened: Opened, messageId: MessageId): boolean =>
  opened.generations.some((generation) => generation.messageId === messageId && !streamStore.hasEnded(generation.generationId))

function readHeld(opened: Opened, held: readonly GenerationEvent[]): void {
  for (const generation of opened.generations) {
    adoptGeneration(generation, writtenIn(opened.messages.find((message) => message.id === generation.messageId)))
  }
  for (const event of held) {
    if (!isPast(opened, event) && !applyGenerationEvent(event)) void catchUp()
  }
}

/**
 * Whether an event that was held back is contained in the answer. A generation that the answer does not list had ended by then, and the
 * answer has its whole message; or it began later, and its first event has sequence 1.
 */
function isPast(opened: Opened, event: GenerationEvent): boolean {
  if (opened.generations.some((generation) => generation.generationId === event.generationId)) return false
  const message = opened.messages.find((other) => other.id === event.messageId)
  if (!message) return false
  return event.event.kind === 'ended' ? isRunning(opened, message.id) : event.sequence > 1
}
