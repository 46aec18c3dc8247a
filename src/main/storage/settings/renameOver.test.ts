import { describe, expect, it } from 'vitest'
import { renameOver } from './renameOver'

/** Refuses with `code` the first `times` times. */
function setUp({ code, times, platform }: { code: string; times: number; platform: NodeJS.Platform }) {
  const calls: [string, string][] = []
  let waited = 0 // milliseconds
  const rename = (from: string, to: string): void => {
    calls.push([from, to])
    if (calls.length <= times) throw Object.assign(new Error(code), { code, syscall: 'rename' })
  }
  const run = (): void => renameOver('a.tmp', 'a', { platform, rename, wait: (ms) => (waited += ms) })
  return { calls, run, waited: () => waited }
}

describe('replacing a file', () => {
  it.each(['EPERM', 'EBUSY', 'EACCES'])('on Windows gets over a moment in which another program reads it: %s', (code) => {
    const { calls, run } = setUp({ code, times: 3, platform: 'win32' })
    run()
    expect(calls).toEqual(Array.from({ length: 4 }, () => ['a.tmp', 'a']))
  })

  it('gives up after a fifth of a second, with the error of the system', () => {
    const { run, waited } = setUp({ code: 'EPERM', times: Infinity, platform: 'win32' })
    expect(run).toThrow('EPERM')
    expect(waited()).toBeGreaterThan(100)
    expect(waited()).toBeLessThanOrEqual(200)
  })

  it.each([
    ['EPERM', 'linux'],
    ['EACCES', 'darwin'],
    ['ENOSPC', 'win32']
  ] as const)('fails at once where waiting does not help: %s on %s', (code, platform) => {
    const { calls, run, waited } = setUp({ code, times: 1, platform })
    expect(run).toThrow(code)
    expect(calls).toHaveLength(1)
    expect(waited()).toBe(0)
  })
})
