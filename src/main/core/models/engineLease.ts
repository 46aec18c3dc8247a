import type { PrefillTiming } from '../../../engine/tuning/engineTuning'
import type { Log } from '../errors/log'
import type { EngineLease } from '../inference/engineProvider'
import type { EngineSlot } from './engineSlot'
import { timedEngine } from './timedEngine'
import type { Tuner } from './tuner'

interface LeasePorts {
  tuner: Tuner
  log: Log
  /** Called once, at the end of the lease. */
  onReleased: (isGood: boolean) => void
  /** Called before `onReleased` when the engine did not become idle. */
  onDiscarded: () => void
}

/** One use of a loaded engine, whose prefill timings are learnt from. Only the first `release` or `discard` counts. */
export function leaseEngine(slot: EngineSlot, { tuner, log, onReleased, onDiscarded }: LeasePorts): EngineLease {
  slot.use()
  let isOver = false
  const release = (isGood: boolean): void => {
    if (isOver) return
    isOver = true
    onReleased(isGood)
  }
  const discard = (): void => {
    if (!isOver) onDiscarded()
    release(false)
  }
  // A fault in here must not fail the reply whose timings these are.
  const learn = (timings: readonly PrefillTiming[]): void => {
    try {
      tuner.learn(slot.entry, slot, timings)
    } catch (thrown) {
      log.error('While learning from a prefill', thrown)
    }
  }
  return { ...slot.entry, contextSize: slot.contextSize, engine: timedEngine(slot.engine, learn), release, discard }
}
