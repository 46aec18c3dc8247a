import { powerSaveBlocker } from 'electron'
import type { EventListener } from '../core/eventHub'

/** A subscriber that keeps the computer awake while a generation runs, and only then. */
export function awakeWhileGenerating(): EventListener {
  const running = new Set<string>()
  let blocker: number | undefined
  return ({ name, payload }) => {
    if (name !== 'generation.event') return
    if (payload.event.kind === 'ended') running.delete(payload.generationId)
    else running.add(payload.generationId)
    if (running.size > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker)
      blocker = undefined
    }
  }
}
