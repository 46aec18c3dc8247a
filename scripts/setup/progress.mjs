// Output of set-up: one prefix, sizes in decimal megabytes, and progress that is overwritten on a terminal and sparse in a log file.
import { createTimeLeft, describeDuration } from './timeLeft.mjs'

const PREFIX = '[setup] '
const TERMINAL_INTERVAL_MS = 100
const LOG_INTERVAL_MS = 400
const LOG_STEP_BYTES = 20_000_000

export const log = (text) => console.log(PREFIX + text)

/** @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}

/**
 * Progress of one step. On a terminal one line that is rewritten; elsewhere a line for every tenth of a known total (every 20 MB of an unknown
 * one), and never more than a few a second. Of bytes it says how much time is left; of other things, which take differently long, it does not.
 * @param {string} label
 * @param {{ out?: NodeJS.WriteStream, format?: (n: number) => string, now?: () => number }} [options]
 */
export function createProgress(label, { out = process.stdout, format = formatBytes, now = Date.now } = {}) {
  const timeLeft = format === formatBytes ? createTimeLeft() : () => undefined
  let lastTime = -Infinity
  let lastStep = 0
  let open = false
  const describe = (done, total, left) => {
    if (!total) return `${label}: ${format(done)}`
    const time = left !== undefined && done < total ? `, ${describeDuration(left)} left` : ''
    return `${label}: ${format(done)} of ${format(total)}, ${Math.floor((done / total) * 100)} %${time}`
  }
  const step = (done, total) => (total ? Math.floor((done / total) * 10) : Math.floor(done / LOG_STEP_BYTES))
  return {
    /** @param {number} soFar @param {number} [total] */
    update(soFar, total) {
      const done = total ? Math.min(soFar, total) : soFar
      const time = now()
      const left = total ? timeLeft(time, done, total) : undefined
      if (out.isTTY) {
        if (time - lastTime < TERMINAL_INTERVAL_MS && done !== total) return
        out.write(`\r\x1b[2K${PREFIX}${describe(done, total, left)}`)
        open = true
      } else {
        if (step(done, total) <= lastStep || time - lastTime < LOG_INTERVAL_MS) return
        out.write(`${PREFIX}${describe(done, total, left)}\n`)
      }
      lastStep = step(done, total)
      lastTime = time
    },
    end() {
      if (open) out.write('\n')
      open = false
    }
  }
}
