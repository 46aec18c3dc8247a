import fs from 'node:fs'
import path from 'node:path'
import { tinyModelFile } from '../scripts/setup/tinyModel.mjs'

export const root = path.dirname(import.meta.dirname)
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'resources', 'starter-model.json'), 'utf8'))
export const starterName = manifest.name
export const starter = path.join(root, 'resources', 'models', manifest.file)
/** Another real model, to be loaded beside the starter. */
export const tiny = tinyModelFile(root)
/** The Node that runs the engine, so that the bare loop runs in the same binary. */
export const engineNode = process.platform === 'linux' ? path.join(root, 'resources', 'node', 'node') : process.execPath
