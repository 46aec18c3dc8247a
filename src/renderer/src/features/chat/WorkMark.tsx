import type { ReactElement } from 'react'
import type { GenerationPhase } from '../../../../shared/domain/generation'

/**
 * Moves while a model works and no text comes: where a prompt is read that takes more than half a second, and while it thinks. The words
 * beside it say what goes on, so it has none of its own.
 */
export function WorkMark({ phase }: { phase: GenerationPhase['kind'] | null }): ReactElement | null {
  if (phase !== 'summarizing' && phase !== 'reading' && phase !== 'thinking' && phase !== 'waitingForModel') return null
  return (
    <span className="work-mark" aria-hidden>
      <span className="work-mark-ember" />
    </span>
  )
}
