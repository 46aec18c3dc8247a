import type { CSSProperties, ReactElement } from 'react'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import type { MessageId } from '../../../../shared/domain/ids'
import { assertNever } from '../../../../shared/assertNever'
import { useAppStore } from '../../state/appStore'
import { useGenerationStore } from '../../state/generationStore'
import { generationOf } from '../../state/runningGenerations'
import { useAtMostEvery } from '../../ui/useAtMostEvery'
import { BETWEEN_NUMBERS } from './betweenNumbers'

/** Tokens of a thought in which the mark goes to its end and back. */
const TO_AND_FRO = 128

/**
 * Shows that a model works while no text comes: filled by how much of it is loaded or of a prompt is read, where that takes more than half a
 * second, and moved by the tokens of a thought. It changes only together with the words beside it, which say what goes on: an animation of
 * 60 frames a second takes 5 % of the processor that reads or thinks.
 */
export function WorkMark({ messageId }: { messageId: MessageId }): ReactElement | null {
  const phase = useGenerationStore((state) => generationOf(state.running, messageId)?.phase)
  const loaded = useAppStore(({ model }) => (model.kind === 'loading' ? model.progress : 0))
  const kind = phase?.kind ?? 'none'
  const place = useAtMostEvery(BETWEEN_NUMBERS, phase ? placeIn(phase, loaded) : null, kind)
  if (place === null) return null
  return (
    <span className={`work-mark ${kind}`} aria-hidden>
      <span className="work-mark-ember" style={{ '--place': place } as CSSProperties} />
    </span>
  )
}

/** From 0 to 1; null: it is not shown. `loaded`: of a model that is awaited. */
function placeIn(phase: GenerationPhase, loaded: number): number | null {
  switch (phase.kind) {
    case 'summarizing':
      return phase.percent / 100
    case 'reading':
      return phase.total === 0 ? 0 : phase.done / phase.total
    case 'thinking':
      return 1 - Math.abs(1 - ((phase.tokens % TO_AND_FRO) * 2) / TO_AND_FRO)
    case 'waitingForModel':
      return loaded
    case 'queued':
    case 'writing':
    case 'stopping':
      return null
    default:
      return assertNever(phase)
  }
}
