import { app } from 'electron'
import { accessSync, constants, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lets the processor draw the window on a Linux machine without a graphics device that this user may use. Chromium would find out by a
 * GPU process that fails and is started again: that takes as long as the rest of the start, and now and then the window waits for ever
 * for the process that has failed. Call before the application is ready.
 */
export function drawWithoutMissingGpu(): void {
  if (process.platform === 'linux' && !graphicsDevices().some(isUsable)) app.disableHardwareAcceleration()
}

function graphicsDevices(): string[] {
  return [...namesIn('/dev/dri').map((name) => join('/dev/dri', name)), '/dev/nvidia0', '/dev/dxg']
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith('renderD'))
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
