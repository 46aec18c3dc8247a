import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cannotExercise } from '../../../../scripts/exercised.mjs'
import { ManualClock } from '../../core/testing/manualClock'
import { NoAnswer } from './answeringReader'
import { diskReader } from './folderReader'
import { processReader, READING_THREADS } from './processReader'
import { buildDiskProcess } from './testing/buildDiskProcess'
import { gguf } from './testing/gguf'

let built: Awaited<ReturnType<typeof buildDiskProcess>>
let folder: string
let children: ChildProcess[]
beforeAll(async () => void (built = await buildDiskProcess()))
afterAll(() => built.remove())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-process-'))
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

function setUp(own: string[] = []) {
  const clock = new ManualClock()
  const warnings: string[] = []
  const log = { info: () => undefined, warn: (text: string) => void warnings.push(text), error: () => undefined }
  const start = () => {
    const env = { ...process.env, UV_THREADPOOL_SIZE: String(READING_THREADS) }
    const child = fork(built.entry, [], { execArgv: [], env, serialization: 'json' })
    children.push(child)
    return {
      send: (message: object) => void child.send(message),
      onMessage: (listener: (message: unknown) => void) => void child.on('message', listener),
      onExit: (listener: () => void) => void child.on('exit', listener),
      kill: () => void child.kill('SIGKILL')
    }
  }
  return { reader: processReader({ own, start, after: clock.after, log }), clock, warnings }
}
const add = async (name: string, content: string | Buffer) => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const outcome = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (thrown: unknown) => (thrown instanceof NoAnswer ? 'no answer' : thrown)
  )
const hasEnded = (child: ChildProcess | undefined) => child?.exitCode !== null || child.signalCode !== null

describe('a process that reads the models folder', () => {
  it('says what the disk says, errors included', async () => {
    const { reader } = setUp()
    const path = await add('a.gguf', gguf([['general.architecture', 'llama']]))
    const empty = await add('empty.gguf', '')
    expect(await reader.items(folder)).toEqual(await diskReader.items(folder))
    expect(await reader.look(path)).toEqual(await diskReader.look(path))
    expect(await reader.head(path, 30)).toEqual(await diskReader.head(path, 30))
    for (const each of [path, empty]) expect(await reader.inspect(each)).toEqual(await diskReader.inspect(each))
    expect(await reader.shape(path)).toEqual(await diskReader.shape(path))
    await expect(reader.look(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT', syscall: 'stat' })
    expect(children).toHaveLength(1)
  })

  it('is started for the first question that is not about a file of Hearth itself', async () => {
    const own = await add('starter.gguf', 'GGUF')
    const { reader } = setUp([own])
    expect(await reader.look(own)).toMatchObject({ kind: 'file', bytes: 4 })
    expect(children).toEqual([])
    await reader.look(folder)
    expect(children).toHaveLength(1)
  })

  it('is ended five seconds after its last answer, and started again for the next question', async () => {
    const { reader, clock, warnings } = setUp()
    await reader.look(folder)
    await clock.advance(4_999)
    await reader.look(folder)
    await clock.advance(4_999)
    expect(children.map(hasEnded)).toEqual([false])
    await clock.advance(1)
    await expect.poll(() => hasEnded(children[0])).toBe(true)
    expect(await reader.look(folder)).toMatchObject({ kind: 'folder' })
    expect(children).toHaveLength(2)
    expect(warnings).toEqual([])
  })

  it('that ends unasked is an error of the disk for what it was asked, and another one takes its place', async () => {
    const { reader, warnings } = setUp()
    await reader.look(folder)
    // Halted where the system can, so that it does not answer before it is ended.
    if (process.platform !== 'win32') children[0]?.kill('SIGSTOP')
    const asked = reader.inspect(folder)
    children[0]?.kill('SIGKILL')
    await Promise.all([expect(asked).rejects.toMatchObject({ code: 'EIO', syscall: 'read' }), once(children[0] as ChildProcess, 'exit')])
    expect(await reader.look(folder)).toMatchObject({ kind: 'folder' })
    expect(warnings).toEqual(['The process that reads the models folder ended unasked'])
  })

  it('leaves when main is gone', async () => {
    const { reader } = setUp()
    await reader.look(folder)
    const [child] = children
    child?.disconnect()
    await expect.poll(() => hasEnded(child)).toBe(true)
  })
})

describe('a disk that does not answer', () => {
  /** Opening a pipe that nobody writes to waits like a network place that is gone: in the system, with a thread. */
  const pipe = () => {
    const path = join(folder, `pipe${Math.random()}`)
    execFileSync('mkfifo', [path])
    return path
  }

  it('keeps no other from being asked, however many there are, and no process from being ended', async (context) => {
    const reason = cannotExercise('linux')
    context.skip(reason !== undefined, reason)
    const { reader, clock } = setUp()
    const path = await add('a.gguf', 'GGUF')
    const hung = Array.from({ length: 2 * READING_THREADS }, pipe).map((silent) => outcome(reader.head(silent, 4)))
    expect(await reader.head(path, 4)).toEqual(Buffer.from('GGUF'))
    expect(await reader.look(path)).toMatchObject({ kind: 'file' })
    expect(children).toHaveLength(3)
    await clock.advance(59_999)
    expect(children.some(hasEnded)).toBe(false)
    await clock.advance(1)
    expect(new Set(await Promise.all(hung))).toEqual(new Set(['no answer']))
    await expect.poll(() => children.every(hasEnded)).toBe(true)
    expect(await reader.look(path)).toMatchObject({ kind: 'file' })
  })

  it('holds nothing of a process whose main is gone', async (context) => {
    const reason = cannotExercise('linux')
    context.skip(reason !== undefined, reason)
    const { reader } = setUp()
    const hung = outcome(reader.head(pipe(), 4))
    await reader.look(folder)
    const [child] = children
    child?.disconnect()
    await expect.poll(() => hasEnded(child)).toBe(true)
    expect(await hung).toMatchObject({ code: 'EIO' })
  })
})
