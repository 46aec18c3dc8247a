// The tiny model: a real one that loads in half a second, for tests and benchmarks. It stays in the cache folder and is passed by its path, so
// that it is never among the models that people are offered.
import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder } from './cacheFolder.mjs'
import { cachedModel } from './cachedModel.mjs'

const tiny = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'tinyModel.json'), 'utf8'))
const VARIABLE = 'HEARTH_TINY_MODEL'

/** @param {string} root the checkout @param {import('./cachedModel.mjs').Options} [options] env.HEARTH_TINY_MODEL: a copy of that same file */
export function setUpTinyModel(root, options = {}) {
  return cachedModel(root, tiny, { ...options, title: 'Tiny model for tests', variable: VARIABLE })
}

/** Where it is after set-up. `npm test` names it to programs that see another home. */
export const tinyModelFile = (root, env = process.env) => env[VARIABLE] || path.join(cacheFolder(root, env), tiny.file)

/** For a program that may see another home than this one. */
export const withTinyModel = (root, env = process.env) => ({ [VARIABLE]: tinyModelFile(root, env) })
