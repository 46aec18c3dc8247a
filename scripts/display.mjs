// A screen for programs that need one: the one that is there, or a virtual one of our own that ends with us.
import { spawn } from 'node:child_process'
import { hasProgram } from './setup/systemPackages.mjs'

const START_LIMIT_MS = 15_000

/** The Xvfb command. setpriv sees to it that Xvfb ends even when this process is killed without a chance to clean up. */
function displayCommand(size) {
  const xvfb = ['Xvfb', '-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset']
  return hasProgram('setpriv') ? ['setpriv', '--pdeathsig', 'TERM', ...xvfb] : xvfb
}

/** Number of the display Xvfb chose. */
function displayNumber(screen) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('The virtual display did not start. Run: npm run setup'))
    const timer = setTimeout(fail, START_LIMIT_MS)
    screen.on('error', fail).on('exit', fail)
    screen.stdio[3].on('data', (text) => {
      clearTimeout(timer)
      resolve(String(text).trim())
    })
  })
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [size] of one of our own, in pixels
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>} the environment to start programs with; `stop` waits for the end
 */
export async function openDisplay(env, size = '1440x900') {
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return { env, stop: async () => {} }
  // not xvfb-run: stopped by a signal, it leaves its Xvfb behind
  const [command, ...args] = displayCommand(size)
  const screen = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const gone = new Promise((resolve) => screen.once('close', resolve))
  const number = await displayNumber(screen)
  const stop = async () => {
    screen.kill()
    await gone
  }
  return { env: { ...env, DISPLAY: `:${number}` }, stop }
}
