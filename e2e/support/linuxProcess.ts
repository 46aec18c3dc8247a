import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { isAlive } from './processes'

/** A field of /proc/<pid>/status, such as `Seccomp`. */
export function statusField(pid: number, name: string): string {
  const found = new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (!found?.[1]) throw new Error(`Process ${pid} has no field ${name}`)
  return found[1]
}

const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6']

/** The internet sockets that a process has, as lines of the kernel's tables: `<table> <local> <remote>`, addresses in hexadecimal. One that has ended has none. */
export function internetSockets(pid: number): string[] {
  try {
    return socketsOfLiving(pid)
  } catch (error) {
    if (isAlive(pid)) throw error
    return []
  }
}

function socketsOfLiving(pid: number): string[] {
  const own = new Set(socketInodes(pid))
  return tables.flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => own.has(fields[9] ?? ''))
      .map((fields) => `${table} ${fields[1]} ${fields[2]}`)
  )
}

function socketInodes(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? []
    } catch {
      return [] // closed meanwhile
    }
  })
}
