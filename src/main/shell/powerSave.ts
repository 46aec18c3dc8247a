import { powerSaveBlocker } from 'electron'
import type { EventSink } from '../core/ports/eventSink'

/** Passes every event on to `next`, and keeps the computer awake from the first event of a generation to its `ended`. */
export function awakeWhileGenerating(next: EventSink): EventSink {
  const running = new Set<string>()
  let blocker: number | undefined
  return {
    emit: (name, payload) => {
      next.emit(name, payload)
      if (name !== 'generation.event') return
      const { generationId, event } = payload as { generationId: string; event: { kind: string } }
      if (event.kind === 'ended') running.delete(generationId)
      else running.add(generationId)
      if (running.size > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
      else if (blocker !== undefined) {
        powerSaveBlocker.stop(blocker)
        blocker = undefined
      }
    }
  }
}
