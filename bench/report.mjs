// What `npm run bench` and `npm run bench:renderer` do with figures: docs/benchmarks/<name>.json each, and the newest tables in docs/BENCHMARKS.md.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root, starterName } from './places.mjs'

const folder = path.join(root, 'docs', 'benchmarks')
/** Of figures that do not name theirs. */
const FORMER_MODEL = 'SmolLM2 135M Instruct'
const HEAD =
  '# Benchmarks\n\nThe newest figures with the commands that make them. Machines differ and are noisy: ratios within one run say more than the figures themselves.\nThe model is the starter of that revision. JSON: `docs/benchmarks/`.\n'

/** Every benchmark in the order of the page. */
const TITLES = {
  bench: {
    speed: 'Speed against a bare loop',
    threads: 'Threads that write',
    readingThreads: 'Threads that read',
    turn: 'The next turn of a chat',
    stop: 'Stop',
    stopBesideOthers: 'Stop while reading, beside another program',
    chunks: 'Reading the prompt: why this chunk',
    tuning: 'Reading the prompt: what Hearth learns',
    reading: 'Reading the prompt: how long it takes, said before and measured',
    samplers: 'What each setting costs while a reply is written',
    start: 'Start',
    firstMessage: 'The first message of all',
    traffic: 'Messages and memory',
    memory: 'Memory of all processes but the engine',
    engineMemory: 'Memory of the engine beside a bare loop',
    idle: 'Processor time while nothing happens',
    loops: 'Loop guard',
    starter: 'What the starter answers',
    starterSettings: 'Settings for the starter that were compared'
  },
  'bench:renderer': {
    stream: 'An answer while it is written',
    updates: 'One update of a long answer',
    paced: 'Text at 200 tokens a second',
    typing: 'From a key to the screen',
    meter: 'What the meter of the context takes for each key',
    opening: 'Opening long chats, and their memory',
    wheel: 'Scrolling through history',
    firstText: 'Before the first paint',
    hostile: 'Hostile text'
  }
}

const fileOf = (command, name) => path.join(folder, `${command === 'bench' ? '' : 'renderer-'}${name}.json`)

/**
 * Measures what is named, one after the other; when nothing is, all that are usual.
 * @param {keyof typeof TITLES} command
 * @param {Record<string, (log: (line: string) => void) => Promise<{result: unknown, markdown: string}>>} parts by name
 * @param {string[]} onRequest parts that are measured only when they are named
 */
export async function runBenchmarks(command, parts, onRequest = []) {
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !(name in parts))
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
    process.exit(2)
  }
  fs.mkdirSync(folder, { recursive: true })
  for (const name of asked.length > 0 ? asked : Object.keys(parts).filter((each) => !onRequest.includes(each))) {
    console.log(`\n${TITLES[command][name]}`)
    const { result, markdown } = await parts[name]((text) => console.log(`  ${text}`))
    console.log(`\n${markdown}`)
    const entry = { measuredAt: new Date().toISOString(), model: starterName, machine: machine(), result, markdown }
    fs.writeFileSync(fileOf(command, name), JSON.stringify(entry, null, 2) + '\n')
  }
  writePage()
}

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
  const sections = Object.entries(TITLES).flatMap(([command, titles]) =>
    Object.entries(titles)
      .filter(([name]) => fs.existsSync(fileOf(command, name)))
      .map(([name, title]) => section(command, name, title))
  )
  fs.writeFileSync(path.join(root, 'docs', 'BENCHMARKS.md'), [HEAD, ...sections].join('\n'))
}

function section(command, name, title) {
  const { measuredAt, model = FORMER_MODEL, machine: m, markdown } = JSON.parse(fs.readFileSync(fileOf(command, name), 'utf8'))
  const ofModel = command === 'bench' ? `${model} · ` : ''
  const where = `${m.cpu}, ${m.cores} cores, ${m.memoryGb} GB, ${m.system}, Electron ${m.electron}`
  return `## ${title}\n\n\`npm run ${command} -- ${name}\` · ${measuredAt.slice(0, 10)} · revision ${m.revision} · ${ofModel}${where}\n\n${markdown}\n`
}
