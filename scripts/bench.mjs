// `npm run bench` and `npm run bench:renderer`: measures as an ordinary user. For root Chromium has no sandbox, and its threads take a priority
// above the engine's, which nobody has who uses Hearth.
//   node scripts/bench.mjs <script> [names of measurements]
import path from 'node:path'
import { build } from './build.mjs'
import { runAsOrdinaryUser } from './ordinaryUser.mjs'
import { withTinyModel } from './setup/tinyModel.mjs'
import { passSignals } from './steps.mjs'

const root = path.dirname(import.meta.dirname)
const interrupted = passSignals()
const args = ['scripts/run.mjs', 'node', ...process.argv.slice(2)]
const status = (await build(root)) || (await runAsOrdinaryUser(args, { cwd: root, env: withTinyModel(root) }))
process.exitCode = interrupted() ? 1 : status
