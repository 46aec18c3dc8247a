// Names one running process so that a later process with the same number is not taken for it.
import fs from 'node:fs'

/** State letter and start time from /proc, or undefined where there is no /proc or no such process. */
function procStat(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], startTime: fields[19] }
  } catch {
    return undefined
  }
}

/** @param {number} pid @returns {{ pid: number, startTime: string | null }} */
export const identify = (pid) => ({ pid, startTime: procStat(pid)?.startTime ?? null })

/** @param {{ pid: number, startTime: string | null }} owner */
export function isRunning(owner) {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  const stat = procStat(owner.pid)
  if (!stat) return true // no /proc on this system: the process number alone decides
  return stat.state !== 'Z' && (owner.startTime === null || stat.startTime === owner.startTime)
}
