import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ManualClock, othersFirst } from '../../core/testing/manualClock'
import { answeringReader, NoAnswer } from './answeringReader'
import type { Found, FolderReader } from './folderReader'

const file: Found = { kind: 'file', bytes: 1, changedAt: 0, identity: '1' }

/** A disk on which nothing below `silent` paths is answered until the test lets it. */
function setUp(...silent: string[]) {
  const asked: string[] = []
  const held: (() => void)[] = []
  const look = async (path: string) => {
    asked.push(path)
    if (silent.some((start) => path === start || path.startsWith(`${start}/`))) await new Promise<void>((resolve) => held.push(resolve))
    return file
  }
  const inner: FolderReader = {
    look,
    items: async (path) => (await look(path), []),
    head: async (path) => (await look(path), Buffer.of()),
    inspect: async (path) => (await look(path), null),
    shape: async (path) => (await look(path), null)
  }
  const clock = new ManualClock()
  const wake = () => {
    silent.length = 0
    for (const goOn of held.splice(0)) goOn()
    return othersFirst()
  }
  /** Once what was asked has reached the disk. */
  const pass = async (ms: number) => {
    await othersFirst()
    await clock.advance(ms)
  }
  let late = 0
  const reader = answeringReader(inner, clock.after, () => late++)
  return { reader, pass, asked, wake, lateAnswers: () => late }
}
const outcome = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (thrown: unknown) => (thrown instanceof NoAnswer ? 'no answer' : thrown)
  )

describe('a disk that does not answer', () => {
  it('is given up on after five seconds', async () => {
    const { reader, pass } = setUp('/nas')
    let told: unknown = null
    void outcome(reader.look('/nas')).then((what) => (told = what))
    await pass(4_999)
    expect(told).toBeNull()
    await pass(1)
    expect(told).toBe('no answer')
  })

  it('tells when it answers after all', async () => {
    const { reader, pass, wake, lateAnswers } = setUp('/nas')
    const first = outcome(reader.look('/nas'))
    await pass(5_000)
    expect(await first).toBe('no answer')
    expect(lateAnswers()).toBe(0)
    await wake()
    expect(lateAnswers()).toBe(1)
    expect(await outcome(reader.look('/nas'))).toBe('answered')
    expect(lateAnswers()).toBe(1)
  })

  it('is not asked again before it has answered, however often, and found well then', async () => {
    const { reader, pass, asked, wake } = setUp('/nas')
    const first = outcome(reader.items('/nas'))
    await pass(5_000)
    expect(await first).toBe('no answer')
    for (let times = 0; times < 20; times++) expect(await outcome(reader.look(join('/nas', 'a.gguf')))).toBe('no answer')
    expect(asked).toEqual(['/nas'])
    await wake()
    expect(await outcome(reader.look(join('/nas', 'a.gguf')))).toBe('answered')
  })

  it('does not keep others from being asked, however many places are silent', async () => {
    const silent = Array.from({ length: 300 }, (_, n) => `/silent${n}`)
    const { reader, pass } = setUp(...silent)
    const hung = silent.map((path) => outcome(reader.look(path)))
    expect(await outcome(reader.look('/new'))).toBe('answered')
    await pass(5_000)
    expect(new Set(await Promise.all(hung))).toEqual(new Set(['no answer']))
    expect(await outcome(reader.look('/silent'))).toBe('answered')
    expect(await outcome(reader.items('/another'))).toBe('answered')
  })

  it('has half a minute for the headers of a model, which say nothing of the disk where they take long', async () => {
    const { reader, pass } = setUp('/slow/model.gguf')
    const [header, shape] = [outcome(reader.inspect('/slow/model.gguf')), outcome(reader.shape('/slow/model.gguf'))]
    let told: unknown = null
    void header.then((what) => (told = what))
    await pass(29_999)
    expect(told).toBeNull()
    await pass(1)
    expect([await header, await shape]).toEqual(['no answer', 'no answer'])
    const { reader: other, pass: wait, asked } = setUp('/nas')
    const hung = outcome(other.look('/nas'))
    await wait(5_000)
    expect(await hung).toBe('no answer')
    expect(await outcome(other.inspect('/nas/model.gguf'))).toBe('no answer')
    expect(asked).toEqual(['/nas'])
  })
})

it('hands on answers and errors', async () => {
  const failing = (): Promise<never> => Promise.reject(new Error('EIO'))
  const items = [{ name: 'a', kind: 'file' }] as const
  const disk = {
    look: () => Promise.resolve(file),
    items: () => Promise.resolve([...items]),
    head: failing,
    inspect: failing,
    shape: failing
  }
  const reader = answeringReader(disk, new ManualClock().after)
  expect(await Promise.all([reader.look('/a'), reader.items('/b')])).toEqual([file, items])
  await expect(reader.head('/c', 4)).rejects.toThrow('EIO')
  await expect(reader.inspect('/c')).rejects.toThrow('EIO')
})
