import { accessSync, constants, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Whether this Linux machine has a graphics device that this user may use. `devices` is the system's folder of devices. */
export function hasGraphicsDevice(devices = '/dev'): boolean {
  const dri = join(devices, 'dri')
  const renderers = namesIn(dri).filter((name) => name.startsWith('renderD'))
  return [...renderers.map((name) => join(dri, name)), join(devices, 'nvidia0'), join(devices, 'dxg')].some(isUsable)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // no such folder: no device of this kind
  }
}

function isUsable(device: string): boolean {
  try {
    accessSync(device, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}
