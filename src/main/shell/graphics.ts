import { app } from 'electron'
import { hasGraphicsDevice } from '../platform/graphicsDevice'

/**
 * Lets the processor draw the window on a Linux machine without a graphics device that this user may use. Chromium would find out by a
 * GPU process that fails and is started again: that takes as long as the rest of the start, and now and then the window never appears
 * because it waits for the process that has failed. Call before the application is ready.
 */
export function drawWithoutMissingGpu(): void {
  if (process.platform !== 'linux' || hasGraphicsDevice()) return
  app.disableHardwareAcceleration()
  app.commandLine.appendSwitch('disable-software-rasterizer') // it would be loaded for WebGL, which no page of Hearth uses
}

/**
 * Keeps GTK, which draws Hearth's dialogs without it, from loading OpenGL: on a computer without a graphics driver that is all of Mesa and LLVM,
 * in the main process. Call before the application is ready: GTK reads it when it starts.
 */
export function drawDialogsWithoutOpenGl(env: NodeJS.ProcessEnv): void {
  if (process.platform === 'linux') env['GDK_GL'] ??= 'disable'
}
