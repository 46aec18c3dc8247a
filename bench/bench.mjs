// npm run bench [-- speed threads readingThreads stop stopBesideOthers turn firstMessage start traffic memory engineMemory idle chunks tuning
// reading samplers loops starter starterSettings]: measures what is named (when nothing is, all but starterSettings, which takes an hour), writes
// docs/benchmarks/<name>.json and puts the newest tables together in docs/BENCHMARKS.md.
// Nothing here passes or fails: goals stand beside figures.
import { measureChunksTable } from './engineChunks.mjs'
import { measureFirstMessage } from './firstMessage.mjs'
import { measureLoops } from './loops.mjs'
import { measureEngineMemory } from './engineMemory.mjs'
import { measureIdle } from './idle.mjs'
import { measureMemory } from './memory.mjs'
import { measureReading } from './reading.mjs'
import { measureReadingThreads } from './readingThreads.mjs'
import { runBenchmarks } from './report.mjs'
import { measureSamplers } from './samplers.mjs'
import { measureSpeed } from './speed.mjs'
import { measureStart } from './start.mjs'
import { measureStarter, measureStarterSettings } from './starter.mjs'
import { measureStop, measureStopBesideOthers } from './stop.mjs'
import { measureThreads } from './threads.mjs'
import { measureTraffic } from './traffic.mjs'
import { measureTuning } from './tuning.mjs'
import { measureTurn } from './turn.mjs'

const parts = {
  speed: measureSpeed,
  threads: measureThreads,
  readingThreads: measureReadingThreads,
  turn: measureTurn,
  stop: measureStop,
  stopBesideOthers: measureStopBesideOthers,
  chunks: measureChunksTable,
  tuning: measureTuning,
  reading: measureReading,
  samplers: measureSamplers,
  start: measureStart,
  firstMessage: measureFirstMessage,
  traffic: measureTraffic,
  memory: measureMemory,
  engineMemory: measureEngineMemory,
  idle: measureIdle,
  loops: measureLoops,
  starter: measureStarter,
  starterSettings: measureStarterSettings
}

await runBenchmarks('bench', parts, ['starterSettings'])
