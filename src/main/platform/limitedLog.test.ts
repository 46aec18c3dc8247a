import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Log } from '../core/errors/log'
import { limitedLog } from './limitedLog'

describe('a limited log', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const recorded = (): { entries: string[]; log: Log } => {
    const entries: string[] = []
    const add = (level: string) => (message: string) => void entries.push(`${level} ${message}`)
    return { entries, log: { info: add('info'), warn: add('warn'), error: add('error') } }
  }
  const limit = { source: 'the window', perMinute: 3 }

  it('passes everything on below its limit', () => {
    const { entries, log } = recorded()
    const limited = limitedLog(log, limit)
    limited.info('a')
    limited.warn('b')
    limited.error('c', new Error('x'))
    vi.advanceTimersByTime(60_000)
    limited.info('d')
    vi.advanceTimersByTime(60_000)
    expect(entries).toEqual(['info a', 'warn b', 'error c', 'info d'])
  })

  it('says at once that entries are left out, and after the minute how many', () => {
    const { entries, log } = recorded()
    const limited = limitedLog(log, limit)
    for (let entry = 0; entry < 5_000; entry++) limited.error(String(entry), null)
    const said = ['error 0', 'error 1', 'error 2', 'warn More than 3 entries of the window within a minute: further ones are only counted']
    expect(entries).toEqual(said)
    vi.advanceTimersByTime(60_000)
    expect(entries).toEqual([...said, 'warn 4997 entries of the window were left out of the log'])
    limited.info('again')
    expect(entries.at(-1)).toBe('info again')
  })

  it('writes at most the limit and two warnings a minute, however long it goes on', () => {
    const { entries, log } = recorded()
    const limited = limitedLog(log, limit)
    for (let second = 0; second < 600; second++) {
      limited.info('x')
      vi.advanceTimersByTime(1_000)
    }
    expect(entries.length).toBe(10 * (3 + 2))
  })

  it('has a limit of its own beside another', () => {
    const { entries, log } = recorded()
    const page = limitedLog(log, limit)
    const engine = limitedLog(log, { source: 'the engine', perMinute: 3 })
    for (let entry = 0; entry < 10; entry++) page.info('page')
    engine.info('engine')
    expect(entries.at(-1)).toBe('info engine')
  })
})
