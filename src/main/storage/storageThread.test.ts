import { describe, expect, it } from 'vitest'
import { openConversationStore } from './sqliteConversationStore'
import { startStorageThread } from './storageThread'

const options = (code: string) => {
  const errors: unknown[] = []
  const log = { info: () => {}, warn: () => {}, error: (_: string, thrown: unknown) => void errors.push(thrown) }
  const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${code}`)}`)
  return { folder: '/', workerUrl, log, errors }
}
const start = (code: string) => {
  const { errors, ...given } = options(code)
  return { ...startStorageThread(given), errors }
}

describe('a storage thread', () => {
  it('that dies while opening is a failure to open, and is in the log', async () => {
    const { opened, errors } = start('throw new Error("broken")')
    await expect(opened).rejects.toMatchObject({ name: 'StorageFailure', code: 'writeFailed' })
    expect(errors).toMatchObject([{ message: 'broken' }])
  })

  it('that dies later refuses what waits for it and what comes afterwards', async () => {
    const { opened, call, ended } = start(`
      parentPort.on('message', () => process.exit())
      parentPort.postMessage({ kind: 'opened', setAside: 'a name' })`)
    expect(await opened).toBe('a name')
    const waiting = [call('listUnfinished'), call('readDraft', null)]
    for (const each of waiting) await expect(each).rejects.toMatchObject({ code: 'writeFailed' })
    await ended
    await expect(call('listUnfinished')).rejects.toMatchObject({ code: 'writeFailed' })
  })

  it('that meets a fault in Hearth passes on where it happened', async () => {
    const { opened, call, ended } = start(`
      parentPort.once('message', ({ id }) => {
        parentPort.postMessage({ kind: 'refused', id, trouble: { kind: 'bug', message: 'A fault', stack: 'Error: A fault\\n    at there' } })
      })
      parentPort.postMessage({ kind: 'opened', setAside: null })`)
    await opened
    await expect(call('listUnfinished')).rejects.toMatchObject({ message: 'A fault', stack: 'Error: A fault\n    at there' })
    await ended
  })
})

describe('a store', () => {
  const answer = (message: string) => `
    parentPort.postMessage({ kind: 'opened', setAside: null })
    parentPort.once('message', ({ id, operation }) => { ${message}; parentPort.close() })`

  it('whose thread dies is lost', async () => {
    const { lost } = await openConversationStore(options(`parentPort.postMessage({ kind: 'opened', setAside: null })`))
    expect(await lost).toMatchObject({ name: 'StorageFailure', code: 'writeFailed' })
  })

  it.each([
    ['well', `parentPort.postMessage({ kind: 'done', id, value: undefined })`],
    ['badly', `parentPort.postMessage({ kind: 'refused', id, trouble: { kind: 'failure', code: 'diskFull', detail: '13' } })`]
  ])('that was closed %s is not', async (how, message) => {
    const { store, lost } = await openConversationStore(options(answer(message)))
    let isLost = false
    void lost.then(() => (isLost = true))
    const closing = store.close()
    if (how === 'badly') await expect(closing).rejects.toMatchObject({ code: 'diskFull' })
    await closing.catch(() => undefined)
    await new Promise((resolve) => setImmediate(resolve))
    expect(isLost).toBe(false)
  })
})
