// One file over HTTP: resumed where the last try stopped, given up when nothing moves.
import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'

const LIMITS = { firstByteMs: 5_000, stallMs: 20_000 }

const REFUSED_RANGE = 416

const sizeOf = (file) => (fs.existsSync(file) ? fs.statSync(file).size : 0)

/** Where a 206 answer starts, or undefined when it does not say. */
function startOf(response) {
  const match = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')
  return match ? Number(match[1]) : undefined
}

const WORDS = {
  ENOTFOUND: 'its address was not found',
  EAI_AGAIN: 'its address was not found',
  ECONNREFUSED: 'it takes no connections',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut'
}

/** The message of a failed fetch says only `fetch failed`; the reason is in its cause. */
function reasonOf(error) {
  const { code, message } = error.cause ?? { message: error.message }
  if (code in WORDS) return `${WORDS[code]} (${code})`
  return code ?? message
}

/**
 * Downloads `url` into `file`, which keeps what arrived also when this fails.
 * @param {string} url
 * @param {string} file
 * @param {{ bytes: number, onProgress?: (done: number, total: number) => void, limits?: { firstByteMs: number, stallMs: number } }} options
 *   bytes: exact size of the whole file
 * @throws {Error} with a few words: no answer, a refusing status, a stall, a wrong size
 */
export async function download(url, file, { bytes, onProgress, limits = LIMITS }) {
  const abort = new AbortController()
  let timer
  const watch = (ms, words) => {
    clearTimeout(timer)
    timer = setTimeout(() => abort.abort(new Error(words)), ms)
  }
  watch(limits.firstByteMs, `no answer within ${limits.firstByteMs / 1000} s`)
  const onPart = (done) => {
    watch(limits.stallMs, `nothing arrived for ${limits.stallMs / 1000} s`)
    onProgress?.(done, bytes)
  }
  try {
    await receive(url, file, { bytes, signal: abort.signal, onPart })
  } catch (error) {
    throw new Error(abort.signal.aborted ? abort.signal.reason.message : reasonOf(error), { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

async function receive(url, file, { bytes, signal, onPart }) {
  const there = Math.min(sizeOf(file), bytes)
  if (there === bytes) return
  const response = await fetch(url, { signal, headers: there ? { range: `bytes=${there}-` } : {} })
  const resumed = response.status === 206 && startOf(response) === there
  if (!resumed && response.status !== 200) {
    await response.body?.cancel()
    if (response.status !== REFUSED_RANGE || !there) throw new Error(`the server answered ${response.status}`)
    fs.rmSync(file) // it does not accept this beginning: once more, from the start
    return receive(url, file, { bytes, signal, onPart })
  }
  let done = resumed ? there : 0
  const count = async function* (parts) {
    for await (const part of parts) {
      done += part.length
      if (done > bytes) throw new Error('the file is larger than announced')
      onPart(done)
      yield part
    }
  }
  await pipeline(response.body, count, fs.createWriteStream(file, { flags: resumed ? 'a' : 'w' }), { signal })
  if (done !== bytes) throw new Error('the connection ended early')
}
