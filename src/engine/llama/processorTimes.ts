import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { ProcessorTimes } from '../tuning/threads/readingClock'

/** Milliseconds of one tick in /proc/stat, the same on every Linux. */
const TICK = 10

/** Those of this computer. */
export const processorTimes: ProcessorTimes = {
  now: () => performance.now(),
  computed: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
  step: process.platform === 'win32' ? 15.6 : 0,
  idle: process.platform === 'linux' ? idleByStat : idleByCpus
}

// Node's own way asks Linux for the frequency of each core too, which takes long where there are many.
function idleByStat(): number | null {
  try {
    const [, idle, waiting] = /^cpu +\d+ \d+ \d+ (\d+) (\d+)/.exec(readFileSync('/proc/stat', 'latin1')) ?? []
    const ticks = Number(idle) + Number(waiting)
    return ticks > 0 ? TICK * ticks : null // some sandboxes show a computer without any
  } catch {
    return null
  }
}

function idleByCpus(): number | null {
  const all = cpus()
  return all.length === 0 ? null : all.reduce((sum, { times }) => sum + times.idle, 0)
}
