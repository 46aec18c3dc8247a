import { pathToFileURL } from 'node:url'
import { openConversationStore } from '../sqliteConversationStore'
import { sampleConversation, sampleQuestion, sampleReply } from './samples'

// A process for the tests to kill while it writes: `node writingProcess.mjs <folder> <storageWorker.mjs> <first number>`.
// Prints a line for each thing the store has acknowledged, or for what went wrong.

const [folder, worker, first] = process.argv.slice(2)
if (folder === undefined || worker === undefined || first === undefined)
  throw new Error('Usage: writingProcess <folder> <worker> <first number>')
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const log = { info: say, warn: say, error: (message: string, thrown: unknown) => say(`${message}: ${String(thrown)}`) }

async function write(folder: string, workerUrl: URL, first: number): Promise<void> {
  const { store } = await openConversationStore({ folder, workerUrl, log })
  say('opened')
  for (let n = first; ; n += 3) {
    const conversation = sampleConversation(n, { activeLeafId: sampleReply(n + 2, sampleConversation(n), '').id })
    const question = sampleQuestion(n + 1, conversation, null, `Question ${n + 1} `.repeat(200))
    const reply = sampleReply(n + 2, conversation, question.id, { status: { kind: 'streaming' }, text: '' })
    await store.save(conversation, [question, reply])
    say(`saved ${n}`)
    for (let words = 1; words <= 5; words++) {
      await store.saveReplyText(reply.id, 'word '.repeat(words * 100), {
        text: 'thought '.repeat(words * 100),
        tokens: words * 100,
        ms: words
      })
      say(`grown ${n} ${words}`)
    }
    const thought = { text: 'thought '.repeat(600), tokens: 600, ms: 6 }
    await store.saveReply({ ...reply, text: 'word '.repeat(600), thought, status: { kind: 'complete', reason: 'finished' } })
    say(`finished ${n}`)
  }
}

write(folder, pathToFileURL(worker), Number(first)).catch((failure: unknown) => {
  say(`failed ${String(failure)}`)
  process.exit(1) // as a crash would: without closing the store
})
