import { app } from 'electron'
import { hasGraphicsDevice } from '../platform/graphicsDevice'

/**
 * Lets the processor draw the window on a Linux machine without a graphics device that this user may use. Chromium would find out by a
 * GPU process that fails and is started again: that takes as long as the rest of the start, and now and then the window never appears
 * because it waits for the process that has failed. Call before the application is ready.
 */
export function drawWithoutMissingGpu(): void {
  if (process.platform === 'linux' && !hasGraphicsDevice()) app.disableHardwareAcceleration()
}
