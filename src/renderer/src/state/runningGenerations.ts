import type { GenerationPhase } from '../../../shared/domain/generation'
import type { ConversationId, GenerationId, MessageId } from '../../../shared/domain/ids'

/** A generation that has not ended. `tokens`: written so far, or thought, kept while it is being stopped. */
export interface RunningGeneration {
  readonly generationId: GenerationId
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  readonly phase: GenerationPhase
  readonly tokens: number
}

export type RunningGenerations = Readonly<Record<GenerationId, RunningGeneration>>

type Place = Pick<RunningGeneration, 'generationId' | 'conversationId' | 'messageId'>

/** Learns the phase of a generation. Once it is being stopped, it stays so until it has ended. */
export function withPhase(running: RunningGenerations, place: Place, phase: GenerationPhase): RunningGenerations {
  const known = running[place.generationId]
  if (known && isStopping(known)) return running
  const { generationId, conversationId, messageId } = place
  const tokens = phase.kind === 'writing' || phase.kind === 'thinking' ? phase.tokens : (known?.tokens ?? 0)
  return { ...running, [generationId]: { generationId, conversationId, messageId, phase, tokens } }
}

/** Stop could not be asked for: back to what it was doing. */
export function withStopRefused(running: RunningGenerations, generationId: GenerationId, phase: GenerationPhase): RunningGenerations {
  const known = running[generationId]
  return known ? { ...running, [generationId]: { ...known, phase } } : running
}

export function withoutGeneration(running: RunningGenerations, generationId: GenerationId): RunningGenerations {
  if (!running[generationId]) return running
  return Object.fromEntries(Object.entries(running).filter(([id]) => id !== generationId))
}

export function withoutConversation(running: RunningGenerations, conversationId: ConversationId): RunningGenerations {
  const entries = Object.entries(running)
  const kept = entries.filter(([, generation]) => generation.conversationId !== conversationId)
  return kept.length === entries.length ? running : Object.fromEntries(kept)
}

/** What produces this message now. */
export function generationOf(running: RunningGenerations, messageId: MessageId): RunningGeneration | undefined {
  return Object.values(running).find((generation) => generation.messageId === messageId)
}

/** Whether the engine works on it or is about to: neither queued nor being stopped. */
export function isGenerating(generation: RunningGeneration): boolean {
  return generation.phase.kind !== 'queued' && !isStopping(generation)
}

export const isStopping = (generation: RunningGeneration): boolean => generation.phase.kind === 'stopping'

/**
 * What Stop ends in a conversation: the generation that runs, else the one that joined the queue last.
 * While another one is being stopped, none of the queue: whoever presses twice meant the one that is being stopped.
 */
export function stoppableIn(running: RunningGenerations, conversationId: ConversationId): RunningGeneration | undefined {
  const own = Object.values(running).filter((generation) => generation.conversationId === conversationId)
  return own.find(isGenerating) ?? (own.some(isStopping) ? undefined : own.at(-1))
}
