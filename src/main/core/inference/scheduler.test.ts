import { describe, expect, it } from 'vitest'
import { ManualClock, othersFirst, until } from '../testing/manualClock'
import { Job, Scheduler, type JobWork } from './scheduler'

function setUp() {
  const clock = new ManualClock()
  const bugs: unknown[] = []
  const log = { info: () => undefined, warn: () => undefined, error: (_: string, thrown: unknown) => void bugs.push(thrown) }
  const scheduler = new Scheduler({ clock, log })
  const story: string[] = []
  const ends = new Map<string, () => void>()
  const submit = (title: string, changes: Partial<JobWork> = {}): Job => {
    const job = new Job({
      title: () => title,
      onWaiting: (behind) => story.push(`${title} waits for ${behind}`),
      run: ({ stop }) => {
        story.push(`${title} runs`)
        return new Promise((resolve) => {
          ends.set(title, resolve)
          stop.addEventListener('abort', () => story.push(`${title} hears stop`))
        })
      },
      onStoppedWaiting: () => {
        story.push(`${title} never ran`)
        return Promise.resolve()
      },
      ...changes
    })
    scheduler.submit(job)
    return job
  }
  const end = async (title: string): Promise<void> => {
    ends.get(title)?.()
    await othersFirst()
  }
  return { scheduler, clock, bugs, story, submit, end }
}

describe('the scheduler', () => {
  it('runs one job at a time, in the order they came, and tells the others whom they wait for', async () => {
    const { story, submit, end, scheduler } = setUp()
    for (const title of ['a', 'b', 'c']) submit(title)
    expect(story).toEqual(['a runs'])
    expect(scheduler.runningTitle).toBe('a')
    await end('a')
    expect(story).toEqual(['a runs', 'c waits for b', 'b runs'])
    await end('b')
    await end('c')
    expect(scheduler.runningTitle).toBeNull()
  })

  it('goes on after a job that failed, and writes the failure down', async () => {
    const { story, submit, bugs } = setUp()
    const bug = new Error('a bug')
    submit('a', { run: () => Promise.reject(bug) })
    submit('b')
    await until(() => story.includes('b runs'))
    expect(bugs).toEqual([bug])
  })

  it('lets a waiting job that is stopped never run, and a running one hear it once', async () => {
    const { scheduler, story, submit, end } = setUp()
    const [a, b] = [submit('a'), submit('b')]
    for (const job of [b, b, a, a]) scheduler.stop(job)
    expect(story).toEqual(['a runs', 'b never ran', 'a hears stop'])
    await end('a')
    expect(story).toHaveLength(3)
  })

  it('gives up on a job that has not ended five seconds after it was stopped', async () => {
    const { scheduler, submit, clock } = setUp()
    const job = submit('a')
    scheduler.stop(job)
    await clock.advance(4_999)
    expect(job.signals.giveUp.aborted).toBe(false)
    await clock.advance(1)
    expect(job.signals.giveUp.aborted).toBe(true)
  })

  it('lets nobody overtake a job that is held, and runs it once it is released', async () => {
    const { scheduler, story, submit, end } = setUp()
    const [a, b] = [submit('a'), submit('b'), submit('c')]
    expect(scheduler.hold(a), 'it runs already').toBeNull()
    const held = scheduler.hold(b)
    await end('a')
    submit('d')
    expect(story).toEqual(['a runs'])
    held?.release()
    expect(story.at(-1)).toBe('b runs')
    for (const title of ['b', 'c', 'd']) await end(title)
    expect(story.filter((line) => line.endsWith('runs'))).toEqual(['a runs', 'b runs', 'c runs', 'd runs'])
  })

  it('lets those before a held job run', async () => {
    const { scheduler, story, submit, end } = setUp()
    const [, , c] = [submit('a'), submit('b'), submit('c')]
    scheduler.hold(c)
    await end('a')
    expect(story.at(-1)).toBe('b runs')
  })

  it('goes on with the next one when a held job is taken out, and calls nothing of it', async () => {
    const { scheduler, story, submit, end } = setUp()
    const [, b] = [submit('a'), submit('b'), submit('c')]
    const held = scheduler.hold(b)
    await end('a')
    scheduler.stop(b)
    held?.takeOut()
    expect(story).toEqual(['a runs', 'c runs'])
    await end('c')
    expect(story).toHaveLength(2)
  })

  it('lets a job that was stopped while it was held never run', async () => {
    const { scheduler, story, submit, end } = setUp()
    const [, b] = [submit('a'), submit('b')]
    const held = scheduler.hold(b)
    scheduler.stop(b)
    expect(story).toEqual(['a runs'])
    held?.release()
    await end('a')
    expect(story).toEqual(['a runs', 'b never ran'])
  })

  it('goes on after a job that throws at once', async () => {
    const { story, submit, bugs, scheduler } = setUp()
    const bug = new Error('a bug')
    const throwing = (): never => {
      throw bug
    }
    submit('a', { run: throwing })
    const b = submit('b', { onStoppedWaiting: throwing })
    submit('c')
    scheduler.stop(b)
    await until(() => story.includes('c runs'))
    expect(bugs).toEqual([bug, bug])
  })

  it('goes on where a waiting job throws when it is told whom it waits for, and tells the others', async () => {
    const { story, submit, bugs, end } = setUp()
    const bug = new Error('a bug')
    const onWaiting = (): never => {
      throw bug
    }
    submit('a')
    submit('b')
    submit('c', { onWaiting })
    submit('d')
    await end('a')
    expect(story).toEqual(['a runs', 'd waits for b', 'b runs'])
    expect(bugs).toEqual([bug])
    await end('b')
    expect(story.slice(3)).toEqual(['d waits for c', 'c runs'])
  })

  it('does not give up on a job that has ended, neither after Stop nor once it is closed', async () => {
    const { scheduler, submit, clock, end } = setUp()
    const [a, b] = [submit('a'), submit('b')]
    scheduler.stop(a)
    await end('a')
    const closing = scheduler.close()
    await end('b')
    await closing
    await clock.advance(5_000)
    expect([a, b].map(({ signals }) => signals.giveUp.aborted)).toEqual([false, false])
  })

  it('closes within two seconds, stops what runs, and starts nothing that waits', async () => {
    const { scheduler, story, submit, clock } = setUp()
    const [a, b] = [submit('a'), submit('b')]
    let isClosed = false
    void scheduler.close().then(() => (isClosed = true))
    expect([a.isStopped, a.isCutByClose, b.isStopped]).toEqual([true, true, false])
    await clock.advance(1_500)
    expect(a.signals.giveUp.aborted).toBe(true)
    expect(isClosed).toBe(false)
    await clock.advance(500)
    await until(() => isClosed)
    expect(story).toEqual(['a runs', 'a hears stop'])
    submit('c')
    expect(story).toHaveLength(2)
  })
})
