import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ManualClock, othersFirst } from '../../core/testing/manualClock'
import { answeringReaders, NoAnswer } from './answeringReader'
import type { Found, FolderReader } from './folderReader'

const file: Found = { kind: 'file', bytes: 1, changedAt: 0, identity: '1', device: '1' }

/** A disk on which nothing below `silent` paths is answered until the test lets it. */
function setUp(...silent: string[]) {
  const asked: string[] = []
  const held: (() => void)[] = []
  const look = async (path: string) => {
    asked.push(path)
    if (silent.some((start) => path === start || path.startsWith(`${start}/`))) await new Promise<void>((resolve) => held.push(resolve))
    return file
  }
  const inner: FolderReader = { look, items: async (path) => (await look(path), []), head: async (path) => (await look(path), Buffer.of()) }
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
  const { listing, finding } = answeringReaders(inner, ['/own'], clock.after)
  return { reader: listing, finding, pass, asked, wake, silent }
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

  it('does not keep others from being asked', async () => {
    const { reader, pass } = setUp('/nas')
    const [hung, other] = [outcome(reader.look('/nas')), outcome(reader.look('/nasty'))]
    await pass(5_000)
    expect([await hung, await other]).toEqual(['no answer', 'answered'])
  })

  it('is one of at most three that take a thread, and others that are not known to answer are not asked then', async () => {
    const { reader, pass, asked } = setUp('/a', '/b', '/c')
    const all = ['/a', '/b', '/c', '/d'].map((path) => outcome(reader.look(path)))
    await pass(5_000)
    await pass(5_000)
    await pass(5_000)
    expect(await Promise.all(all)).toEqual(Array.from({ length: 4 }, () => 'no answer'))
    expect(asked).toEqual(['/a', '/b', '/c'])
  })

  it('takes no thread more where both readers meet one each at once', async () => {
    const { reader, finding, pass, asked } = setUp('/a', '/b', '/c', '/d')
    const first = [outcome(reader.look('/a')), outcome(reader.look('/b'))]
    await pass(5_000)
    await pass(5_000)
    const both = [outcome(reader.look('/c')), outcome(finding.look('/d'))]
    await pass(5_000)
    expect(await Promise.all([...first, ...both])).toEqual(Array.from({ length: 4 }, () => 'no answer'))
    expect(asked).toEqual(['/a', '/b', '/c'])
  })

  it('does not keep the own paths, and what lies on their device, from being asked', async () => {
    const { reader, pass } = setUp('/a', '/b', '/c')
    expect(await outcome(reader.look('/own'))).toBe('answered')
    expect(await outcome(reader.look('/own/link'))).toBe('answered')
    const all = ['/a', '/b', '/c', '/own', '/own/link', '/own/unknown'].map((path) => outcome(reader.look(path)))
    for (let times = 0; times < 3; times++) await pass(5_000)
    expect((await Promise.all(all)).slice(3)).toEqual(['answered', 'answered', 'no answer'])
  })

  it('takes one thread where it is the device of the own paths that falls silent', async () => {
    const { reader, pass, asked, silent } = setUp()
    const paths = Array.from({ length: 9 }, (_, n) => `/own/${n}`)
    for (const path of ['/own', ...paths]) expect(await outcome(reader.look(path))).toBe('answered')
    asked.length = 0
    silent.push('/a', '/b', '/c', ...paths)
    const all = ['/a', '/b', '/c', ...paths].map((path) => outcome(reader.look(path)))
    for (let times = 0; times < 12; times++) await pass(5_000)
    await Promise.all(all)
    expect(asked).toEqual(['/a', '/b', '/c', '/own/0'])
  })

  it('does not keep a model from being found while a listing waits for it', async () => {
    const { reader, finding, pass } = setUp('/nas')
    const hung = outcome(reader.look('/nas'))
    expect(await outcome(finding.look('/mine'))).toBe('answered')
    await pass(5_000)
    expect(await hung).toBe('no answer')
  })
})

it('asks one thing at a time, and hands on answers and errors', async () => {
  let busy = 0
  let most = 0
  const inner = async <T>(answer: T): Promise<T> => {
    most = Math.max(most, ++busy)
    await othersFirst()
    busy -= 1
    return answer
  }
  const disk: FolderReader = {
    look: () => inner(file),
    items: () => inner([{ name: 'a', kind: 'file' }]),
    head: async () => {
      await inner(null)
      throw new Error('EIO')
    }
  }
  const { listing: reader } = answeringReaders(disk, [], new ManualClock().after)
  const failing = expect(reader.head('/c', 4)).rejects.toThrow('EIO')
  expect(await Promise.all([reader.look('/a'), reader.items('/b'), reader.look('/d')])).toEqual([file, [{ name: 'a', kind: 'file' }], file])
  await failing
  expect(most).toBe(1)
})
