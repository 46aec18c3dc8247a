import type { PrefillTiming } from '../../../engine/tuning/engineTuning'
import type { Log } from '../errors/log'
import type { EngineLease, ReadyEngine } from '../inference/engineProvider'
import type { EngineSlot } from './engineSlot'
import type { LoadRecords } from './loadRecords'
import { timedEngine } from './timedEngine'
import type { Tuner } from './tuner'

interface LeasePorts {
  tuner: Tuner
  records: LoadRecords
  log: Log
  /** Called once, at the end of the lease. */
  onReleased: (isGood: boolean) => void
  /** Called before `onReleased` when the engine did not become idle. */
  onDiscarded: () => void
}

/** For questions that do not keep it busy. */
export const readyEngine = ({ entry, engine, contextSize, offload, chatFormat }: EngineSlot, records: LoadRecords): ReadyEngine => ({
  ...entry,
  templateVariables: chatFormat.templateVariables,
  engine,
  contextSize,
  readingTime: (from, to) => records.readingTime(entry, from, to, offload.backend)
})

/** One use of a loaded engine, whose prefill timings are learnt from. Only the first `release` or `discard` counts. */
export function leaseEngine(slot: EngineSlot, { tuner, records, log, onReleased, onDiscarded }: LeasePorts): EngineLease {
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
      records.learnReading(slot.entry, timings, slot.offload.backend)
    } catch (thrown) {
      log.error('While learning from a prefill', thrown)
    }
  }
  return { ...readyEngine(slot, records), engine: timedEngine(slot.engine, learn), release, discard }
}
