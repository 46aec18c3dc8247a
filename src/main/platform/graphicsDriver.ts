import { readFileSync } from 'node:fs'
import { release } from 'node:os'

const NVIDIA = '/proc/driver/nvidia/version'

/**
 * The version of the graphics driver. macOS brings its own; of Linux' drivers NVIDIA's says it, and the others come with the kernel and its
 * libraries. Null where it cannot be had.
 */
export function graphicsDriver(platform: NodeJS.Platform = process.platform, nvidia = NVIDIA): string | null {
  if (platform === 'darwin') return `macOS ${release()}`
  if (platform !== 'linux') return null
  try {
    const version = /\b\d+\.\d+(\.\d+)?\b/.exec(readFileSync(nvidia, 'utf8'))?.[0]
    return version === undefined ? null : `NVIDIA ${version}`
  } catch {
    return null // another driver, or none
  }
}
