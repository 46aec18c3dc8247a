import { expect, it } from 'vitest'
import { setUpGenerations, setUpReady } from '../testing/setUpGenerations'

const before = ['Once', ' upon', ' a time.\n\n']
const segment = 'Again and again. '
const begun = before.join('')
const reply = [...before, ...Array.from({ length: 600 }, () => segment)]

it('a reply that only repeats itself ends as complete, with its whole text and the place of the repeated part', async () => {
  const { send, gate, ended, storedReply } = await setUpReady({ reply })
  gate.open()
  const { generation } = await send('Tell me a story')
  const message = await ended(generation.generationId)
  expect(message.status).toEqual({ kind: 'complete', reason: 'repeats' })
  expect(message.parts).toMatchObject([{ from: 0, repeatsFrom: begun.length + segment.length, settings: { loopGuard: true } }])
  expect(reply.join('').startsWith(message.text)).toBe(true)
  expect(message.text.length).toBeGreaterThan(3000)
  expect(await storedReply(message)).toEqual(message)
})

it('goes on where it is continued, and is ended again only by what is repeated from there on', async () => {
  const { send, gate, ended, call } = await setUpReady({ reply })
  gate.open()
  const sent = await send('Tell me a story')
  const first = await ended(sent.generation.generationId)
  const more = await call('generation.continue', { conversationId: sent.conversation.id, messageId: first.id })
  const second = await ended(more.generation.generationId)
  expect(second.text.length - first.text.length).toBeGreaterThanOrEqual(3000)
  expect(reply.join('').startsWith(second.text)).toBe(true)
  expect(second.status).toEqual({ kind: 'complete', reason: 'repeats' })
  expect(second.parts, 'the place of the first is kept').toEqual([...first.parts, expect.objectContaining({ from: first.text.length })])
  const from = second.parts[1]?.repeatsFrom ?? -1
  expect(from).toBeGreaterThan(first.text.length)
  expect(second.text.slice(from).startsWith(segment)).toBe(true)
})

it('a thought that only repeats itself ends as well, kept whole; nothing of the text repeats itself, and Continue goes on in it', async () => {
  const { send, gate, ended, call, storedReply } = await setUpReady({ thought: reply, reply: ['Four.'] })
  gate.open()
  const sent = await send('Two and two?')
  const first = await ended(sent.generation.generationId)
  expect(first).toMatchObject({ text: '', status: { kind: 'complete', reason: 'repeats' }, parts: [{ repeatsFrom: null }] })
  const thought = first.thought?.text ?? ''
  expect(reply.join('').startsWith(thought)).toBe(true)
  expect(thought.length).toBeGreaterThan(3000)
  expect(await storedReply(first)).toEqual(first)
  const more = await call('generation.continue', { conversationId: sent.conversation.id, messageId: first.id })
  const second = await ended(more.generation.generationId)
  expect(second).toMatchObject({ text: '', status: { kind: 'complete', reason: 'repeats' } })
  expect((second.thought?.text.length ?? 0) - thought.length).toBeGreaterThanOrEqual(3000)
})

it('is no loop where the guard is switched off', async () => {
  const { ready, send, gate, ended } = setUpGenerations({ reply, contextSize: 8000 }, { samplingOverrides: { loopGuard: false } })
  await ready()
  gate.open()
  const message = await ended((await send('Tell me a story')).generation.generationId)
  expect(message).toMatchObject({ text: reply.join(''), status: { kind: 'complete', reason: 'finished' } })
})
