// What comes with Hearth besides packages, or inside one without being named by it: the largest parts of all.
import fs from 'node:fs'
import path from 'node:path'
import { NODE_VERSION } from './setup/engineNode.mjs'

const TEXTS = path.join(import.meta.dirname, 'licences')
const CHROMIUM_NOTICES = 'LICENSES.chromium.html'

/** undefined where it is not there: set-up fetches some for one system alone. */
function read(...place) {
  const file = path.join(...place)
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim() : undefined
}

/** The libraries that node-llama-cpp brings for each system. Their own packages have no text of it. */
function engine(root) {
  const release = read(root, 'node_modules', 'node-llama-cpp', 'llama', 'binariesGithubRelease.json')
  if (release === undefined) return []
  return [{ name: 'llama.cpp and ggml', version: JSON.parse(release).release, licence: 'MIT', text: read(TEXTS, 'ggml.txt') }]
}

/** Its text has those of all that it is made of. */
function engineNode(root) {
  const text = read(root, 'resources', 'node', 'LICENSE')
  return text === undefined ? [] : [{ name: 'Node.js', version: NODE_VERSION, licence: 'MIT', text }]
}

/** Nine megabytes, which Electron keeps beside its program: they are named and not taken in. `version`: Electron's, which says which Chromium it is. */
function chromium(root) {
  const folder = path.join(root, 'node_modules', 'electron', 'dist')
  const version = read(folder, 'version')
  if (version === undefined || !fs.existsSync(path.join(folder, CHROMIUM_NOTICES))) return []
  return [{ name: 'Chromium in Electron', version: version.replace(/^v/, ''), licence: 'BSD-3-Clause', text: null, file: CHROMIUM_NOTICES }]
}

function starter(root) {
  const manifest = read(root, 'resources', 'starter-model.json')
  if (manifest === undefined) return []
  const { name, file, licence } = JSON.parse(manifest)
  const text = read(TEXTS, `${licence}.txt`)
  if (text === undefined) throw new Error(`The starter model has the licence ${licence}, and scripts/licences has no text of it`)
  return [{ name, version: file, licence, text }]
}

/**
 * As `shippedPackages` has them. `file`: the text is in that file, in the folder of Electron's program.
 * @returns {{ name: string, version: string, licence: string, text: string | null, file?: string }[]}
 */
export const furtherWorks = (root) => [...engine(root), ...engineNode(root), ...chromium(root), ...starter(root)]
