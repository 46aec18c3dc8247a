// npm run bench [-- speed stop start traffic chunks tuning loops starter starterSettings]: measures what is named (when nothing is, all but
// starterSettings, which takes an hour), writes docs/benchmarks/<name>.json and puts the newest tables together in docs/BENCHMARKS.md.
// Nothing here passes or fails: goals stand beside figures.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { measureChunksTable } from './engineChunks.mjs'
import { measureLoops } from './loops.mjs'
import { root, starterName } from './places.mjs'
import { measureSpeed } from './speed.mjs'
import { measureStart } from './start.mjs'
import { measureStarter, measureStarterSettings } from './starter.mjs'
import { measureStop } from './stop.mjs'
import { measureTraffic } from './traffic.mjs'
import { measureTuning } from './tuning.mjs'

const parts = {
  speed: { title: 'Speed against a bare loop', measure: measureSpeed },
  stop: { title: 'Stop', measure: measureStop },
  chunks: { title: 'Reading the prompt: why this chunk', measure: measureChunksTable },
  tuning: { title: 'Reading the prompt: what Hearth learns', measure: measureTuning },
  start: { title: 'Start', measure: measureStart },
  traffic: { title: 'Messages and memory', measure: measureTraffic },
  loops: { title: 'Loop guard', measure: measureLoops },
  starter: { title: 'What the starter answers', measure: measureStarter },
  starterSettings: { title: 'Settings for the starter that were compared', measure: measureStarterSettings, isOnRequest: true }
}
/** Of figures that do not name theirs. */
const FORMER_MODEL = 'SmolLM2 135M Instruct'

const folder = path.join(root, 'docs', 'benchmarks')
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

fs.mkdirSync(folder, { recursive: true })
const usual = Object.keys(parts).filter((name) => !parts[name].isOnRequest)
for (const name of asked.length > 0 ? asked : usual) {
  console.log(`\n${parts[name].title}`)
  const { result, markdown } = await parts[name].measure((text) => console.log(`  ${text}`))
  console.log(`\n${markdown}`)
  const entry = { measuredAt: new Date().toISOString(), model: starterName, machine: machine(), result, markdown }
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(entry, null, 2) + '\n')
}
writePage()

function machine() {
  const electron = fs.readFileSync(path.join(root, 'node_modules', 'electron', 'dist', 'version'), 'utf8').trim()
  const revision = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  return {
    cpu: os.cpus()[0].model.trim(),
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.arch()}`,
    electron,
    revision
  }
}

function writePage() {
  const sections = Object.entries(parts)
    .filter(([name]) => fs.existsSync(path.join(folder, `${name}.json`)))
    .map(([name, { title }]) => {
      const {
        measuredAt,
        model = FORMER_MODEL,
        machine: m,
        markdown
      } = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'))
      const where = `${m.cpu}, ${m.cores} cores, ${m.memoryGb} GB, ${m.system}, Electron ${m.electron}`
      return `## ${title}\n\n\`npm run bench -- ${name}\` · ${measuredAt.slice(0, 10)} · revision ${m.revision} · ${model} · ${where}\n\n${markdown}\n`
    })
  const head =
    '# Benchmarks\n\nThe newest figures with the commands that make them. Machines differ and are noisy: ratios within one run say more than the figures themselves.\nThe model is the starter of that revision. JSON: `docs/benchmarks/`.\n'
  fs.writeFileSync(path.join(root, 'docs', 'BENCHMARKS.md'), [head, ...sections].join('\n'))
}
