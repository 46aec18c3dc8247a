import type { GenerationEvent } from '../../../shared/contract/events'
import type { GenerationState } from '../../../shared/domain/generation'
import type { AssistantMessage } from '../../../shared/domain/message'
import { assertNever } from '../../../shared/assertNever'
import { changeOpen, openConversationId, useConversationStore } from './conversationStore'
import { changeRunning } from './generationStore'
import { withMessages } from './openConversation'
import { overtakeEdit } from './queueActions'
import { withoutGeneration, withPhase, type RunningGenerations } from './runningGenerations'
import { streamStore, writtenIn, type Written } from './streamStore'

/**
 * Takes in one event of a stream. False when something before it is missing and the conversation is on the screen:
 * then it has to be asked for. What is not on the screen is asked for whole when it is opened.
 */
export function applyGenerationEvent(event: GenerationEvent): boolean {
  const isOpen = openConversationId() === event.conversationId
  const base = writtenIn(useConversationStore.getState().open?.messages.get(event.messageId))
  const { kind } = event.event
  if (kind === 'ended' && isOpen && !streamStore.hasEnded(event.generationId)) showEnd(event.event.message)
  const step = streamStore.take(event, { base, isLenient: !isOpen })
  if (step === 'drop') return true
  if (step === 'gap' && isOpen) return false
  changeRunning((running) => withEvent(running, event))
  if (kind !== 'phase' || event.event.phase.kind !== 'queued') overtakeEdit(event.conversationId, event.messageId)
  return true
}

/** The settled message is there before its stream goes, so that no frame shows less than was shown before. */
function showEnd(message: AssistantMessage): void {
  changeOpen((open) => withMessages(open, [message]))
}

function withEvent(running: RunningGenerations, event: GenerationEvent): RunningGenerations {
  switch (event.event.kind) {
    case 'phase':
      return withPhase(running, event, event.event.phase)
    case 'thought':
      return running[event.generationId] ? running : withPhase(running, event, { kind: 'thinking', tokens: 0, tokensPerSecond: null })
    case 'delta':
      return running[event.generationId] ? running : withPhase(running, event, { kind: 'writing', tokens: 0, tokensPerSecond: null })
    case 'ended':
      return withoutGeneration(running, event.generationId)
    default:
      return assertNever(event.event)
  }
}

/** Learns of a generation that runs, unless its events said more already. */
export function adoptGeneration(generation: GenerationState, written: Written): void {
  if (streamStore.hasEnded(generation.generationId)) return
  streamStore.adopt(generation, written)
  changeRunning((running) => (running[generation.generationId] ? running : withPhase(running, generation, generation.phase)))
}
