// npm run bench:renderer [-- stream updates paced typing meter opening wheel firstText hostile]: measures what is named, when nothing is, all of it.
// Writes docs/benchmarks/renderer-<name>.json and puts the newest tables together in docs/BENCHMARKS.md.
import { runBenchmarks } from '../report.mjs'
import { measureFirstText } from './firstText.mjs'
import { measureHostile } from './hostile.mjs'
import { measureOpening } from './opening.mjs'
import { measureMeter } from './meter.mjs'
import { measurePaced } from './pacedText.mjs'
import { measureStream } from './stream.mjs'
import { measureTyping } from './typing.mjs'
import { measureUpdates } from './updates.mjs'
import { measureWheel } from './wheel.mjs'

await runBenchmarks('bench:renderer', {
  stream: measureStream,
  updates: measureUpdates,
  paced: measurePaced,
  typing: measureTyping,
  meter: measureMeter,
  opening: measureOpening,
  wheel: measureWheel,
  firstText: measureFirstText,
  hostile: measureHostile
})
