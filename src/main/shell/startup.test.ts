import type * as fs from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Startup } from './startup'

const { app, dialog, writeSync } = vi.hoisted(() => ({
  app: { isReady: vi.fn(() => true), whenReady: vi.fn(() => Promise.resolve()), exit: vi.fn() },
  dialog: { showErrorBox: vi.fn() },
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
  dialog.showErrorBox.mockImplementation(() => void happened.push('dialog'))
})
afterEach(() => vi.restoreAllMocks())

const bug = new TypeError('a bug')
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn((message: string) => void happened.push(`log: ${message}`)) }
const setUp = () => {
  const startup = new Startup()
  startup.logTo(log, '/data/logs/hearth.log')
  return startup
}

describe('an error before the first window', () => {
  it('is logged with its stack, then shown with the place of the log, then ends Hearth with exit code 1', () => {
    setUp().fail(bug)
    expect(happened).toEqual(['log: Hearth could not start', 'dialog', 'exit 1'])
    expect(log.error).toHaveBeenCalledWith('Hearth could not start', bug)
    expect(dialog.showErrorBox).toHaveBeenCalledWith('Hearth could not start.', expect.stringContaining('/data/logs/hearth.log'))
  })

  it('goes to standard error with its stack where there is no log yet, and is named in the dialog', () => {
    new Startup().fail(bug)
    expect(writeSync).toHaveBeenCalledExactlyOnceWith(2, `Hearth could not start: ${bug.stack}\n`)
    expect(dialog.showErrorBox).toHaveBeenCalledWith('Hearth could not start.', expect.stringContaining('TypeError: a bug'))
    expect(happened).toEqual(['dialog', 'exit 1'])
  })

  it('is shown also where standard error is closed', () => {
    writeSync.mockImplementationOnce(() => {
      throw new Error('EBADF')
    })
    new Startup().fail(bug)
    expect(happened).toEqual(['dialog', 'exit 1'])
  })

  it.each(['uncaughtException', 'unhandledRejection'])('is seen as %s too', (name) => {
    setUp()
    listeners.get(name)?.(bug)
    expect(happened).toEqual(['log: Hearth could not start', 'dialog', 'exit 1'])
  })

  it('is shown as soon as the application is ready, and no window is to be opened then', async () => {
    app.isReady.mockReturnValue(false)
    const startup = setUp()
    startup.fail(bug)
    startup.windowOpened()
    expect(startup.hasFailed).toBe(true)
    expect(happened).toEqual(['log: Hearth could not start'])
    await app.whenReady()
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

  it('is shown once where others follow from it, which are logged', () => {
    const startup = setUp()
    startup.fail(bug)
    startup.fail(new Error('another'))
    expect(log.error).toHaveBeenCalledTimes(2)
    expect(dialog.showErrorBox).toHaveBeenCalledTimes(1)
  })

  it('ends Hearth also where the dialog cannot be shown', () => {
    dialog.showErrorBox.mockImplementation(() => {
      throw new Error('no display')
    })
    expect(() => setUp().fail(bug)).toThrow('no display')
    expect(app.exit).toHaveBeenCalledWith(1)
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
