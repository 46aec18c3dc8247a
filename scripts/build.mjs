// Builds the application into out/ and stamps it with what it was built from, so that starting and testing an unchanged tree builds nothing.
//   node scripts/build.mjs               always builds
//   node scripts/build.mjs --if-changed  only when a source, a setting of the build or a built file has changed since
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeLicences } from './licences.mjs'
import { withFolderLock } from './setup/folderLock.mjs'
import { passSignals, runStep } from './steps.mjs'
import { toolCommand } from './tool.mjs'

const STAMP = path.join('out', 'build.json')
const OUTPUTS = ['main', 'preload', 'renderer', 'engine', 'licences.json'].map((name) => path.join('out', name))
const OF_LICENCES = [
  ...['licences.mjs', 'furtherWorks.mjs', 'licences', 'setup/engineNode.mjs'].map((name) => path.join('scripts', name)),
  ...['starter-model.json', 'node/LICENSE'].map((name) => path.join('resources', name))
]
const SOURCES = ['src', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'vite.engine.config.ts', ...OF_LICENCES]
const STEPS = [
  { tool: 'electron-vite', args: ['build', '--logLevel', 'warn'] },
  { tool: 'vite', args: ['build', '-c', 'vite.engine.config.ts', '--logLevel', 'warn'] }
]
const isTest = (file) => /\.test\.tsx?$/.test(file)

/** Relative paths of the files at or below `place`, sorted; none when it is not there. */
function filesBelow(root, place) {
  const stat = fs.statSync(path.join(root, place), { throwIfNoEntry: false })
  if (!stat) return []
  if (!stat.isDirectory()) return [place]
  return fs
    .readdirSync(path.join(root, place))
    .sort()
    .flatMap((name) => filesBelow(root, path.join(place, name)))
}

/** SHA-256 over names and contents. */
function hashFiles(root, files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = fs.readFileSync(path.join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function hashSources(root) {
  const settings = fs.readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name))
  return hashFiles(
    root,
    [...SOURCES, ...settings].flatMap((place) => filesBelow(root, place)).filter((file) => !isTest(file))
  )
}

/** undefined when a part of the build is missing. */
function hashOutputs(root) {
  const parts = OUTPUTS.map((place) => filesBelow(root, place))
  return parts.some((files) => files.length === 0) ? undefined : hashFiles(root, parts.flat())
}

function readStamp(root) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, STAMP), 'utf8'))
  } catch {
    return undefined // never built, or something else wrote it
  }
}

/** Whether out/ holds exactly what a build of these sources left there. */
export function isBuilt(root) {
  const stamp = readStamp(root)
  return stamp?.sources === hashSources(root) && stamp.outputs !== undefined && stamp.outputs === hashOutputs(root)
}

function writeStamp(root, sources) {
  const temporary = path.join(root, `${STAMP}.${process.pid}.tmp`)
  fs.writeFileSync(temporary, JSON.stringify({ sources, outputs: hashOutputs(root) }))
  fs.renameSync(temporary, path.join(root, STAMP))
}

/** The stamp is away while a build runs and comes back only when all steps ended well on sources that nobody changed meanwhile. */
async function runBuild(root, runTool) {
  fs.rmSync(path.join(root, STAMP), { force: true })
  const sources = hashSources(root)
  for (const { tool, args } of STEPS) {
    const status = await runTool(tool, args)
    if (status !== 0) return status
  }
  writeLicences(root)
  if (hashSources(root) === sources) writeStamp(root, sources)
  return 0
}

const runToolOf = (root) => async (tool, args) => (await runStep(toolCommand(root, tool, args), { cwd: root })).status

/**
 * @param {string} root the checkout
 * @param {{ always?: boolean, runTool?: (tool: string, args: string[]) => Promise<number> }} [options] runTool: starts a tool and gives its exit
 *   status
 * @returns {Promise<number>} exit status; 0 also when there was nothing to do
 */
export async function build(root, { always = false, runTool = runToolOf(root) } = {}) {
  const onWait = (pid) => console.log(`another build (process ${pid}) is working in this folder; waiting for it`)
  return withFolderLock(path.join(root, 'out', '.build-lock'), { onWait }, async () => {
    return always || !isBuilt(root) ? runBuild(root, runTool) : 0
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const interrupted = passSignals()
  const status = await build(path.dirname(import.meta.dirname), { always: !process.argv.includes('--if-changed') })
  process.exitCode = interrupted() ? 1 : status
}
