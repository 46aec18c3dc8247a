// The starter model: what people chat with after the first `npm start`. Always exactly the file of resources/starter-model.json.
import fs from 'node:fs'
import path from 'node:path'
import { linkOrCopy } from './cacheFolder.mjs'
import { cachedModel } from './cachedModel.mjs'
import { isVerified, rememberVerified, removeVerified } from './verifiedFile.mjs'

/** Starter models of earlier versions: nobody is to find them in a package. */
const FORMER = ['SmolLM2-135M-Instruct.Q4_1.gguf']

/**
 * @param {string} root the checkout
 * @param {import('./cachedModel.mjs').Options} [options] env.HEARTH_STARTER_MODEL: a copy of that same file
 */
export async function setUpStarterModel(root, options = {}) {
  const model = JSON.parse(fs.readFileSync(path.join(root, 'resources', 'starter-model.json'), 'utf8'))
  const folder = path.join(root, 'resources', 'models')
  const target = path.join(folder, model.file)
  if (!(await isVerified(target, model.sha256))) {
    removeVerified(target)
    linkOrCopy(await cachedModel(root, model, { ...options, title: 'Starter model', variable: 'HEARTH_STARTER_MODEL' }), target)
    rememberVerified(target, model.sha256)
  }
  for (const file of FORMER) if (file !== model.file) removeVerified(path.join(folder, file))
}
