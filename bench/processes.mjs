// What Linux says about processes: memory that is shared counts for each by its share (PSS), and processor time in whole ticks.
import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const TICKS_PER_SECOND = 100 // USER_HZ, the same on every Linux

const read = (pid, file) => fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')

/** Of a process that ended meanwhile: nothing. */
function ofLiving(pid, look) {
  try {
    return look(pid)
  } catch {
    return undefined
  }
}

const parentOf = (pid) => ofLiving(pid, () => Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))[1]))

/** `above` and every process below it, each with what it is. */
export function processTree(above) {
  const all = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]))
  const tree = [above]
  // A list is walked in its order, what is added meanwhile included.
  for (const one of tree) for (const pid of all) if (parents.get(pid) === one) tree.push(pid)
  return tree.map((pid) => ({ pid, name: pid === above ? 'main' : ofLiving(pid, nameOf) })).filter(({ name }) => name)
}

const UTILITIES = { 'network.mojom.NetworkService': 'network service' }
const TYPES = { renderer: 'window', 'gpu-process': 'GPU process', zygote: 'zygotes', broker: 'GPU process' }

function nameOf(pid) {
  const command = read(pid, 'cmdline').replaceAll('\0', ' ')
  if (command.includes('/engine/index.mjs')) return 'engine'
  if (command.includes('/engine/diskProcess.mjs')) return 'reader'
  const type = /--type=(\S+)/.exec(command)?.[1]
  if (type === undefined) return 'others'
  if (type === 'utility') return UTILITIES[/--utility-sub-type=(\S+)/.exec(command)?.[1]] ?? 'utility'
  return TYPES[type] ?? type
}

/** MB: PSS; what belongs to this process alone, and without pages of files that it could give back: so a mapped model counts for nobody. */
export function memoryOf(pid) {
  const text = read(pid, 'smaps_rollup')
  const of = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)[1]) / 1024
  return {
    pss: of('Pss'),
    resident: of('Rss'),
    privateDirty: of('Private_Dirty'),
    privateAll: of('Private_Dirty') + of('Private_Clean'),
    anonymous: of('Anonymous')
  }
}

/** Seconds of the processor since it started, of all its threads. */
export function processorTimeOf(pid) {
  const stat = read(pid, 'stat')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** How often its threads were woken: those switches that they did themselves, to wait. */
export function wakeUpsOf(pid) {
  const threads = fs.readdirSync(`/proc/${pid}/task`)
  return threads.reduce((sum, thread) => {
    const text = ofLiving(pid, () => read(pid, `task/${thread}/status`))
    return sum + Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(text ?? '')?.[1] ?? 0)
  }, 0)
}

/** `measure` of each process below `above`, summed by what the processes are. */
export function byProcess(above, measure) {
  const sums = {}
  for (const { pid, name } of processTree(above)) sums[name] = (sums[name] ?? 0) + (ofLiving(pid, measure) ?? 0)
  return sums
}

export const sum = (byName) => Object.values(byName).reduce((total, value) => total + value, 0)

/** Samples of the same `chats` and `when`, under the words for both, in the order in which they were taken first. */
export const grouped = (samples) => Object.entries(groupBy(samples, caseOf))
const caseOf = ({ chats, when }) => (chats === undefined ? when : `${chats} chats, ${when}`)
const groupBy = (samples, keyOf) => samples.reduce((groups, each) => ((groups[keyOf(each)] ??= []).push(each), groups), {})

export const namesOf = (all) => [...new Set(all.flatMap((each) => Object.keys(each)))]

/** Resolves while nothing else runs the same program, in whatever folder: what it had in memory, it would share. */
export async function untilAlone(above) {
  const programOf = (pid) => ofLiving(pid, () => fs.statSync(`/proc/${pid}/exe`))
  const { ino, dev } = programOf(above)
  const own = () => new Set(processTree(above).map(({ pid }) => pid))
  const isOther = (pid) => ((program) => program?.ino === ino && program.dev === dev)(programOf(pid))
  const hasOthers = () => {
    const known = own()
    return fs.readdirSync('/proc').some((name) => /^\d+$/.test(name) && !known.has(Number(name)) && isOther(Number(name)))
  }
  while (hasOthers()) await pause(200)
}
