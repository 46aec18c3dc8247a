// For tests: a folder that is removed after the test, a server on the loopback, and programs put first in PATH.
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished, vi } from 'vitest'

/** @returns {string} a new empty folder */
export function testFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-test-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty home for the test, without a word on the console. @returns {string} its folder */
export function quietHome(home = testFolder()) {
  vi.stubEnv('HOME', home)
  vi.stubEnv('XDG_CACHE_HOME', '')
  vi.spyOn(console, 'log').mockImplementation(() => {})
  onTestFinished(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })
  return home
}

/** A promise that the test settles. */
export function deferred() {
  const result = {}
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }))
  return result
}

/**
 * @param {http.RequestListener} answer
 * @returns {Promise<{ url: string, requests: http.IncomingMessage[] }>}
 */
export async function loopbackServer(answer) {
  const requests = []
  const server = http.createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${server.address().port}/file`, requests }
}

/** Answers ranges as a file server does. */
export const serveBytes = (content) => (request, response) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const isRange = request.headers.range !== undefined
  if (isRange && start >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end()
    return
  }
  const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }
  response.writeHead(isRange ? 206 : 200, isRange ? range : {}).end(content.subarray(start))
}

/**
 * Programs that a test puts first in PATH, for systems with a shell.
 * @param {Record<string, string>} scripts name → shell script
 * @returns {{ calls: () => string[] }} what was called so far: `name arguments`
 */
export function fakePrograms(scripts) {
  const folder = testFolder()
  const log = path.join(folder, 'calls.log')
  for (const [name, script] of Object.entries(scripts)) {
    fs.writeFileSync(path.join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${log}\n${script}\n`, { mode: 0o755 })
  }
  vi.stubEnv('PATH', `${folder}${path.delimiter}${process.env.PATH}`)
  vi.stubEnv('npm_execpath', '') // a fake npm is found in PATH
  return { calls: () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : []) }
}

/** A shell script for `npm` that knows one package, or reaches no server. @param {Buffer} [packed] */
export function fakeNpm(packed) {
  if (!packed) return "echo 'npm error code ECONNREFUSED' >&2; exit 1"
  const file = path.join(testFolder(), 'packed.tgz')
  fs.writeFileSync(file, packed)
  return `while [ $# -gt 0 ]; do [ "$1" = --pack-destination ] && cp ${file} "$2"; shift; done; exit 0`
}
