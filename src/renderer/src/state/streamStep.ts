import type { GenerationId } from '../../../shared/domain/ids'
import type { GenerationEvent } from '../../../shared/contract/events'

/** What is known of a running generation's stream. */
export interface StreamPlace {
  readonly generationId: GenerationId
  readonly sequence: number
}

/**
 * What to do with an event of a stream: `drop` it, it is known · `begin` a stream · `take` it, it is the next one ·
 * `gap`: something before it is missing, so the conversation has to be asked for.
 * `ended` carries the whole message and needs nothing before it.
 */
export type StreamStep = 'drop' | 'begin' | 'take' | 'gap'

export function streamStep(known: StreamPlace | undefined, hasEnded: boolean, event: GenerationEvent): StreamStep {
  if (hasEnded) return 'drop'
  const isTerminal = event.event.kind === 'ended'
  if (!known) return event.sequence === 1 || isTerminal ? 'begin' : 'gap'
  if (event.sequence <= known.sequence) return 'drop'
  return event.sequence === known.sequence + 1 || isTerminal ? 'take' : 'gap'
}
