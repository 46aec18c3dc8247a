import type * as fs from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Startup } from './startup'

const { app, dialog, writeSync } = vi.hoisted(() => ({
  app: { isReady: vi.fn(() => true), whenReady: vi.fn(() => Promise.resolve()), exit: vi.fn() },
  dialog: { showMessageBox: vi.fn() },
  writeSync: vi.fn()
}))
vi.mock('electron', () => ({ app, dialog }))
vi.mock('node:fs', async (original) => ({ ...(await original<typeof fs>()), writeSync }))

type Listener = (thrown: unknown) => void
let listeners: Map<string, Listener>
let happened: string[]
beforeEach(() => {
  vi.clearAllMocks()
  listeners = new Map()
  happened = []
  vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    listeners.set(String(name), listener as Listener)
    return process
  })
  app.isReady.mockReturnValue(true)
  app.exit.mockImplementation((code: number) => void happened.push(`exit ${code}`))
  dialog.showMessageBox.mockImplementation(() => {
    happened.push('dialog')
    return Promise.resolve({ response: 0 })
  })
})
afterEach(() => vi.restoreAllMocks())

const bug = new TypeError('a bug')
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn((message: string) => void happened.push(`log: ${message}`)) }
const untilExit = () => vi.waitFor(() => expect(app.exit).toHaveBeenCalled())
const setUp = () => {
  const startup = new Startup()
  startup.logTo(log, '/data/logs/hearth.log')
  return startup
}

describe('an error before the first window', () => {
  it('is logged with its stack, then shown with the place of the log, then ends Hearth with exit code 1', async () => {
    setUp().fail(bug)
    await untilExit()
    expect(happened).toEqual(['log: Hearth could not start', 'dialog', 'exit 1'])
    expect(log.error).toHaveBeenCalledWith('Hearth could not start', bug)
    expect(dialog.showMessageBox).toHaveBeenCalledWith(
      expect.objectContaining({ message: 'Hearth could not start.', detail: expect.stringContaining('/data/logs/hearth.log') as string })
    )
  })

  it('goes to standard error with its stack where there is no log yet, and is named in the dialog', async () => {
    new Startup().fail(bug)
    await untilExit()
    expect(writeSync).toHaveBeenCalledExactlyOnceWith(2, `Hearth could not start: ${bug.stack}\n`)
    expect(dialog.showMessageBox).toHaveBeenCalledWith(
      expect.objectContaining({ message: 'Hearth could not start.', detail: expect.stringContaining('TypeError: a bug') as string })
    )
    expect(happened).toEqual(['dialog', 'exit 1'])
  })

  it('is shown also where standard error is closed', async () => {
    writeSync.mockImplementationOnce(() => {
      throw new Error('EBADF')
    })
    new Startup().fail(bug)
    await untilExit()
    expect(happened).toEqual(['dialog', 'exit 1'])
  })

  it.each(['uncaughtException', 'unhandledRejection'])('is seen as %s too', async (name) => {
    setUp()
    listeners.get(name)?.(bug)
    await untilExit()
    expect(happened).toEqual(['log: Hearth could not start', 'dialog', 'exit 1'])
  })

  it('is shown as soon as the application is ready, and no window is to be opened then', async () => {
    app.isReady.mockReturnValue(false)
    const startup = setUp()
    startup.fail(bug)
    startup.windowOpened()
    expect(startup.hasFailed).toBe(true)
    expect(happened).toEqual(['log: Hearth could not start'])
    await untilExit()
    expect(happened).toEqual(['log: Hearth could not start', 'dialog', 'exit 1'])
  })

  it('ends Hearth after ten seconds where the application never becomes ready', () => {
    vi.useFakeTimers()
    app.isReady.mockReturnValue(false)
    app.whenReady.mockReturnValueOnce(new Promise(() => undefined))
    setUp().fail(bug)
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
    expect(happened).toEqual(['log: Hearth could not start', 'exit 1'])
  })

  it('is shown once where others follow from it, which are logged', async () => {
    const startup = setUp()
    startup.fail(bug)
    startup.fail(new Error('another'))
    await untilExit()
    expect(log.error).toHaveBeenCalledTimes(2)
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(1)
  })

  it('ends Hearth also where the dialog cannot be shown', async () => {
    const failure = new Error('no display')
    dialog.showMessageBox.mockRejectedValue(failure)
    setUp().fail(bug)
    await untilExit()
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(1)
    expect(log.error).toHaveBeenLastCalledWith('The error could not be shown', failure)
  })
})

describe('an error after the first window was opened', () => {
  it.each([
    ['uncaughtException', 'Uncaught'],
    ['unhandledRejection', 'Unhandled rejection']
  ])('is logged as %s, and Hearth goes on', (name, words) => {
    const startup = setUp()
    startup.windowOpened()
    listeners.get(name)?.(bug)
    expect(log.error).toHaveBeenCalledExactlyOnceWith(words, bug)
    expect(happened).toEqual([`log: ${words}`])
    expect(startup.hasFailed).toBe(false)
  })
})
