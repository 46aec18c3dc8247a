import { openDisplay } from '../../scripts/display.mjs'
import { hasProgram } from '../../scripts/setup/systemPackages.mjs'

/**
 * Opens a virtual display for this worker's windows, so that two workers do not take the keyboard from each other. With HEADED=1, and where
 * there is no Xvfb, windows open on the screen that is there. Resolves with what closes the display.
 */
export async function openOwnDisplay(): Promise<() => Promise<void>> {
  if (process.env.HEADED === '1' || process.platform !== 'linux' || !hasProgram('Xvfb')) return () => Promise.resolve()
  const { env, stop } = await openDisplay({ ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' })
  process.env.DISPLAY = env.DISPLAY
  delete process.env.WAYLAND_DISPLAY
  return stop
}
