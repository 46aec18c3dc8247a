// npm as set-up uses it: the very npm that runs the script, few and short retries, and its failures as one sentence.
import fs from 'node:fs'
import path from 'node:path'
import { runCommand } from './command.mjs'
import { createProgress } from './progress.mjs'
import { NO_NETWORK, SetupError } from './setupError.mjs'

/** A quarter of a minute at most until "not reached" is said; npm's own defaults take over a minute. A person's setting stays. */
const retries = (env = process.env) =>
  env.npm_config_fetch_retries ? [] : ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000']
const WATCH_MS = 300
const NETWORK_CODES =
  /^(E?NOTFOUND|ENOTCACHED|EAI_\w+|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPROTO|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR|UND_ERR_\w+|SELF_SIGNED\w*|UNABLE_TO\w+|CERT_\w+|DEPTH_ZERO\w+)$/

/** @param {NodeJS.ProcessEnv} [env] */
function npmCommand(env = process.env) {
  const file = env.npm_execpath
  if (file && /npm-cli\.c?js$/.test(file)) return { command: process.execPath, head: [file], shell: false }
  return { command: 'npm', head: [], shell: process.platform === 'win32' }
}

/** Runs npm; see runCommand for the result. It must not ask for news of itself: it writes a file for that at a moment that nothing waits for. */
export function npm(args, options = {}) {
  const { command, head, shell } = npmCommand()
  return runCommand(command, [...head, ...args, '--no-update-notifier'], { shell, ...options })
}

/**
 * What npm's error output means, in words.
 * @param {string} what the subject of the sentence, for example "The packages"
 * @param {{ stderr: string, missing: boolean }} result
 */
export function explainNpmFailure(what, { stderr, missing }) {
  if (missing) return `${what} could not be fetched: npm was not found.`
  const lines = [...stderr.matchAll(/^npm (?:error|ERR!) ?(.*)$/gm)].map((match) => match[1].trim())
  const code = lines.map((line) => /^code (\S+)$/.exec(line)?.[1]).find(Boolean) ?? ''
  if (NETWORK_CODES.test(code)) return `${what} could not be fetched: the package server was not reached (${code}). ${NO_NETWORK}`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const place = lines.map((line) => /^path (.+)$/.exec(line)?.[1]).find(Boolean)
    return `${what} could not be installed: this user may not write ${place ?? 'the folder'} (${code}).`
  }
  const text = lines.filter((line) => line && !/^(code|syscall|errno|at |A complete log|\{|\})/.test(line)).slice(0, 3)
  return `${what} could not be fetched: ${text.join(' ') || stderr.trim().split('\n').pop() || 'npm gave no reason.'}`
}

async function npmCacheFolder() {
  const { stdout } = await npm(['config', 'get', 'cache'])
  return path.join(stdout.trim().split('\n').pop() ?? '', '_cacache', 'tmp')
}

/** Bytes in files of this folder that were begun after `since`: what npm is writing at the moment. */
function bytesBeingWritten(folder, since) {
  let bytes = 0
  try {
    for (const name of fs.readdirSync(folder)) {
      const stat = fs.statSync(path.join(folder, name))
      if (stat.isFile() && stat.birthtimeMs >= since) bytes = Math.max(bytes, stat.size)
    }
  } catch {
    return bytes // the folder or a file is gone again: npm tidied up
  }
  return bytes
}

/**
 * Fetches one published package as a .tgz, with npm's own server, proxy and certificate settings, and shows how far npm is.
 * @param {string} spec name@version
 * @param {{ into: string, bytes: number, label: string }} options bytes: the size of the .tgz
 * @returns {Promise<string>} path of the .tgz
 */
export async function npmPack(spec, { into, bytes, label }) {
  const progress = createProgress(label)
  const started = Date.now()
  const cache = await npmCacheFolder()
  const timer = setInterval(() => {
    const done = bytesBeingWritten(cache, started)
    if (done) progress.update(done, bytes)
  }, WATCH_MS)
  const result = await npm(['pack', spec, '--loglevel=error', '--pack-destination', into, ...retries()])
  clearInterval(timer)
  progress.end()
  const file = fs.readdirSync(into).find((name) => name.endsWith('.tgz'))
  if (result.status !== 0 || !file) throw new SetupError(explainNpmFailure(label, result))
  return path.join(into, file)
}

/** Whether this npm knows --strict-allow-scripts, which stops when a package with an unlisted install script appears. */
async function knowsStrictAllowScripts() {
  const { stdout } = await npm(['config', 'get', 'strict-allow-scripts'])
  return /^(true|false)$/m.test(stdout.trim())
}

/** The arguments of the one `npm ci`; the includes are there against a caller's `omit` or NODE_ENV=production. */
export async function installArguments(env = process.env) {
  const strict = env.CI && (await knowsStrictAllowScripts()) ? ['--strict-allow-scripts'] : []
  return ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error', ...retries(env), ...strict]
}
