import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { closeBeforeQuit } from './lifecycle'

const { calls, app } = vi.hoisted(() => ({
  calls: [] as string[],
  app: { emitter: null as EventEmitter | null }
}))
vi.mock('electron', () => ({
  app: {
    on: (name: string, listener: (...given: unknown[]) => void) => app.emitter?.on(name, listener),
    quit: () => calls.push('quit'),
    exit: (code: number) => calls.push(`exit ${code}`),
    relaunch: () => calls.push('relaunch')
  }
}))

beforeEach(() => {
  vi.useFakeTimers()
  calls.length = 0
  app.emitter = new EventEmitter()
})
afterEach(() => vi.useRealTimers())

function setUp() {
  let closed = (): void => undefined
  const close = () => new Promise<void>((resolve) => (closed = resolve))
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  closeBeforeQuit({ close, showWindow: () => calls.push('window'), log })
  return {
    quit: () => app.emitter?.emit('before-quit', { preventDefault: () => calls.push('wait') }),
    startAgain: () => app.emitter?.emit('second-instance'),
    finishClose: async () => {
      closed()
      await vi.advanceTimersByTimeAsync(0)
    }
  }
}

it('quits once everything is closed, and the window comes forward where Hearth is started again before that', async () => {
  const { quit, startAgain, finishClose } = setUp()
  startAgain()
  expect(calls).toEqual(['window'])
  quit()
  quit()
  expect(calls).toEqual(['window', 'wait', 'wait'])
  await finishClose()
  quit()
  expect(calls).toEqual(['window', 'wait', 'wait', 'quit'])
})

it('opens Hearth again, once, after it has closed where it was started again meanwhile', async () => {
  const { quit, startAgain, finishClose } = setUp()
  quit()
  startAgain()
  startAgain()
  expect(calls).toEqual(['wait'])
  await finishClose()
  startAgain()
  expect(calls).toEqual(['wait', 'relaunch', 'quit'])
})

it('opens Hearth again where it was started again in its last moments', async () => {
  const { quit, startAgain, finishClose } = setUp()
  quit()
  await finishClose()
  startAgain()
  startAgain()
  expect(calls).toEqual(['wait', 'quit', 'relaunch'])
})

it('opens Hearth again also where closing took too long', async () => {
  const { quit, startAgain } = setUp()
  quit()
  startAgain()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(calls).toEqual(['wait', 'relaunch', 'exit 1'])
})
