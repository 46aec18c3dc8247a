import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { ConversationStore } from '../../core/conversations/conversationStore'
import { sampleId } from './samples'
import type { StoreFolder } from './storeFolder'

/** Runs writingProcess.ts until it has said `lines` lines and kills it with SIGKILL. Returns all it said. */
export function killAfter(lines: number, folder: StoreFolder, first: number): Promise<string[]> {
  const child = spawn(process.execPath, writerArguments(folder, first))
  return listen(child, (said) => {
    if (said.length >= lines) child.kill('SIGKILL')
  })
}

/** Runs writingProcess.ts where no file may grow beyond `kilobytes`, until it fails. Returns all it said. */
export function writeWithin(kilobytes: number, folder: StoreFolder, first: number): Promise<string[]> {
  const command = `ulimit -f ${kilobytes}; exec "$0" "$@"`
  return listen(
    spawn('bash', ['-c', command, process.execPath, ...writerArguments(folder, first)]),
    () => {} // it ends by itself
  )
}

const writerArguments = ({ built, path }: StoreFolder, first: number) => [
  built.writingProcess,
  path,
  fileURLToPath(built.workerUrl),
  String(first)
]

async function listen(child: ChildProcess, heard: (said: string[]) => void): Promise<string[]> {
  if (!child.stdout) throw new Error('The process has no output')
  const gone = once(child, 'close')
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    said.push(line)
    heard(said)
  }
  await gone
  return said
}

/** Everything the process was told to be saved is in the store. */
export async function expectAcknowledged(store: ConversationStore, said: string[]): Promise<void> {
  for (const line of said) {
    const [verb, n, words] = line.split(' ')
    if (verb === 'opened' || verb === 'failed') continue
    const found = await store.readConversation(sampleId(Number(n)))
    const [question, reply] = found?.messages ?? []
    expect(question?.text, line).toBe(`Question ${Number(n) + 1} `.repeat(200))
    expect(reply, line).toBeDefined()
    if (verb === 'grown') {
      expect(reply?.text.length, line).toBeGreaterThanOrEqual(Number(words) * 500)
      const thought = reply?.role === 'assistant' ? reply.thought : null
      expect(thought?.text, line).toBe('thought '.repeat(thought?.tokens ?? 0))
      expect(thought?.tokens, line).toBeGreaterThanOrEqual(Number(words) * 100)
    }
    if (verb === 'finished') expect(reply, line).toMatchObject({ text: 'word '.repeat(600), status: { kind: 'complete' } })
  }
}
