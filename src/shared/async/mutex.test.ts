import { describe, expect, it } from 'vitest'
import { Mutex } from './mutex'

/** A task that runs until it is told to end. */
function gated<T>(value: T): { task: () => Promise<T>; begun: () => boolean; end: () => void; fail: (thrown: Error) => void } {
  let hasBegun = false
  let end: () => void = () => undefined
  let fail: (thrown: Error) => void = () => undefined
  const settled = new Promise<T>((resolve, reject) => {
    end = () => resolve(value)
    fail = reject
  })
  return {
    task: () => {
      hasBegun = true
      return settled
    },
    begun: () => hasBegun,
    end: () => end(),
    fail: (thrown) => fail(thrown)
  }
}
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a mutex', () => {
  it('lets the next task begin when the one before it has ended, in the order of the calls', async () => {
    const mutex = new Mutex()
    const tasks = [gated('a'), gated('b'), gated('c')]
    const results = tasks.map(({ task }) => mutex.run(task))
    const running = (): boolean[] => tasks.map(({ begun }) => begun())
    await nextTurn()
    expect(running()).toEqual([true, false, false])
    tasks[2]?.end()
    await nextTurn()
    expect(running()).toEqual([true, false, false])
    tasks[0]?.end()
    await nextTurn()
    expect(running()).toEqual([true, true, false])
    tasks[1]?.end()
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c'])
  })

  it('goes on after a task that failed, whose caller alone hears of it', async () => {
    const mutex = new Mutex()
    const failing = gated(1)
    const failed = mutex.run(failing.task)
    const next = mutex.run(() => Promise.resolve(2))
    failing.fail(new Error('no'))
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe(2)
  })

  it('goes on after a task that throws at once', async () => {
    const mutex = new Mutex()
    const failed = mutex.run(() => {
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await mutex.run(() => Promise.resolve(1))).toBe(1)
  })
})
