import fs from 'node:fs'
import path from 'node:path'

export const root = path.dirname(import.meta.dirname)
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'resources', 'starter-model.json'), 'utf8'))
export const starter = path.join(root, 'resources', 'models', manifest.file)
/** The Node that runs the engine, so that the bare loop runs in the same binary. */
export const engineNode = process.platform === 'linux' ? path.join(root, 'resources', 'node', 'node') : process.execPath
