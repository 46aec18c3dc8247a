import { powerSaveBlocker } from 'electron'
import type { EventSink } from '../core/ports/eventSink'

/** Keeps the computer awake while a generation runs, and only then: passes every event on and watches the generations go by. */
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
