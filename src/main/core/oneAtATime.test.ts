import { describe, expect, it } from 'vitest'
import { OneAtATime } from './oneAtATime'

describe('OneAtATime', () => {
  it('begins a task when the one before is done, in the order they came', async () => {
    const line = new OneAtATime()
    const steps: string[] = []
    const task = (name: string) => async () => {
      steps.push(`${name} begins`)
      await Promise.resolve()
      steps.push(`${name} ends`)
    }
    await Promise.all([line.run(task('a')), line.run(task('b'))])
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('goes on after a task that failed', async () => {
    const line = new OneAtATime()
    await expect(line.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(line.run(() => Promise.resolve('yes'))).resolves.toBe('yes')
  })
})
