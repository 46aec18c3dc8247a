import { expect, test } from 'vitest'
import { toEngine, type FromEngine, type ToEngine } from '../../engine/protocol'
import { EngineFailure } from '../../engine/engine'
import { balanced } from '../../shared/domain/recommendedSettings'
import { EngineLost, type EngineExit } from '../core/errors/engineLost'
import { EngineClient } from './engineClient'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function scripted() {
  const sent: ToEngine[] = []
  let message: (message: unknown) => void = () => undefined
  let exit: (exit: EngineExit) => void = () => undefined
  const errors: string[] = []
  const client = new EngineClient(
    {
      send: (m) => void sent.push(m as ToEngine),
      onMessage: (listener) => (message = listener),
      onExit: (listener) => (exit = listener),
      kill: () => exit({ code: null, signal: 'SIGKILL' })
    },
    { ...quiet, error: (text) => errors.push(text) }
  )
  return { client, sent, errors, say: (m: FromEngine | object) => message(m), die: (e: EngineExit) => exit(e) }
}
const settings = { ...balanced, seed: 1 }
const figures = {
  tokens: 1,
  thoughtTokens: 0,
  thoughtMs: null,
  tokensPerSecond: null,
  timeToFirstTokenMs: 4,
  promptEvaluated: 2,
  promptReused: 0
}
const result = {
  ...figures,
  reason: 'finished',
  repeatsFrom: null,
  written: null,
  prefillTimings: [{ at: 0, size: 16, ms: 30 }],
  threads: { reading: 2, writing: [{ threads: 1, tokens: 3 }] }
}

test('keeps requests back until the process listens', async () => {
  const { client, sent, say } = scripted()
  const counting = client.abilities().count([{ role: 'user', text: 'a' }])
  expect(sent).toEqual([])
  say({ kind: 'listening' })
  expect(sent).toEqual([{ kind: 'count', id: 1, prompt: [{ role: 'user', text: 'a' }], rendering: { thinking: 'automatic' } }])
  say({ kind: 'result', id: 1, value: { tokens: 3, limit: 8, texts: [1], reused: 0 } })
  await expect(counting).resolves.toEqual({ tokens: 3, limit: 8, texts: [1], reused: 0 })
})

test('takes every message for a sign of life, until nobody listens for one', () => {
  const { client, say, errors } = scripted()
  let signs = 0
  const forget = client.onSignOfLife(() => (signs += 1))
  say({ kind: 'listening' })
  say({ kind: 'alive' })
  say({ kind: 'progress', id: 7, progress: 0.5 })
  forget()
  say({ kind: 'alive' })
  expect(signs).toBe(3)
  expect(errors).toEqual([])
})

test('tells an end that was asked for from one that was not', async () => {
  const [ended, died] = [scripted(), scripted()]
  const generating = ended.client.generate([], settings, { signal: new AbortController().signal, onEvent: () => undefined })
  const lost = expect(generating).rejects.toMatchObject({ exit: { signal: 'SIGKILL', isRequested: true } })
  await ended.client.end()
  died.die({ code: null, signal: 'SIGKILL' })
  await lost
  expect(await ended.client.exited).toEqual({ code: null, signal: 'SIGKILL', isRequested: true })
  expect(await died.client.exited).toEqual({ code: null, signal: 'SIGKILL' })
})

test('gives events to the request they belong to and ends with its result', async () => {
  const { client, say } = scripted()
  say({ kind: 'listening' })
  const texts: string[] = []
  const generating = client.generate([], settings, {
    signal: new AbortController().signal,
    onEvent: (e) => e.kind === 'text' && texts.push(e.text)
  })
  say({ kind: 'event', id: 1, event: { kind: 'text', text: 'Hi', figures } })
  say({ kind: 'event', id: 9, event: { kind: 'text', text: 'stray', figures } })
  say({ kind: 'result', id: 1, value: result })
  await expect(generating).resolves.toEqual(result)
  say({ kind: 'event', id: 1, event: { kind: 'text', text: 'late', figures } })
  expect(texts).toEqual(['Hi'])
})

test('says which graphics card a load uses, and what memory the engine takes', async () => {
  const { client, sent, say } = scripted()
  say({ kind: 'listening' })
  const cards: unknown[] = []
  const load = client.load(
    { path: '/m.gguf', gpu: 'auto', maxContextSize: 512, avoidCard: 'Old', gpuLayers: 3, tuning: null },
    { onProgress: () => undefined, onGraphicsCard: (card) => cards.push(card) }
  )
  load.catch(() => undefined) // it does not end here
  say({ kind: 'graphicsCard', id: 1, card: { name: 'Radeon 9', backend: 'vulkan' } })
  say({ kind: 'graphicsCard', id: 9, card: null })
  expect(cards).toEqual([{ name: 'Radeon 9', backend: 'vulkan' }])
  expect(sent[0]).toMatchObject({ kind: 'load', spec: { avoidCard: 'Old', gpuLayers: 3 } })
  const memory = client.measureMemory()
  say({ kind: 'result', id: 2, value: { residentBytes: 9e8, graphicsFreeBytes: 2e9 } })
  expect(await memory).toEqual({ residentBytes: 9e8, graphicsFreeBytes: 2e9 })
})

test('says to the engine whether the room of a reply is to be kept', async () => {
  const { client, sent, say } = scripted()
  say({ kind: 'listening' })
  const options = { signal: new AbortController().signal, onEvent: () => undefined }
  for (const keepsRoom of [undefined, true]) void client.generate([], settings, { ...options, keepsRoom }).catch(() => undefined)
  expect(sent.map((message) => toEngine.parse(JSON.parse(JSON.stringify(message))))).toMatchObject([{ id: 1 }, { id: 2, keepsRoom: true }])
  expect(sent[0]).not.toHaveProperty('keepsRoom', true)
  await client.end()
})

test('passes an abort on, once, with the id of its request', async () => {
  const { client, sent, say } = scripted()
  say({ kind: 'listening' })
  const abort = new AbortController()
  const generating = client.generate([], settings, { signal: abort.signal, onEvent: () => undefined })
  abort.abort()
  expect(sent.at(-1)).toEqual({ kind: 'abort', id: 1 })
  say({ kind: 'result', id: 1, value: { ...result, reason: 'stopped' } })
  await expect(generating).resolves.toMatchObject({ reason: 'stopped' })
})

test('a failure of the engine arrives as an EngineFailure with its numbers', async () => {
  const { client, say } = scripted()
  say({ kind: 'listening' })
  const generating = client.generate([], settings, { signal: new AbortController().signal, onEvent: () => undefined })
  say({ kind: 'failure', id: 1, code: 'contextFull', detail: 'too long', counts: { tokens: 9, limit: 8 } })
  const error: unknown = await generating.catch((e: unknown) => e)
  expect(error).toBeInstanceOf(EngineFailure)
  expect(error).toMatchObject({ code: 'contextFull', counts: { tokens: 9, limit: 8 } })
})

test('when the process dies, all that waits and all that comes later is told so', async () => {
  const { client, say, die } = scripted()
  say({ kind: 'listening' })
  const counting = client
    .abilities()
    .count([])
    .catch((e: unknown) => e)
  die({ code: null, signal: 'SIGSEGV' })
  expect(await counting).toBeInstanceOf(EngineLost)
  await expect(client.abilities().count([])).rejects.toBeInstanceOf(EngineLost)
  await expect(client.exited).resolves.toEqual({ code: null, signal: 'SIGSEGV' })
})

test('ending it twice is harmless', async () => {
  const { client } = scripted()
  await Promise.all([client.end(), client.end()])
  await expect(client.exited).resolves.toMatchObject({ signal: 'SIGKILL' })
})

test('a message that is not of the protocol is logged and changes nothing', async () => {
  const { client, errors, say } = scripted()
  say({ kind: 'listening' })
  const counting = client.abilities().count([])
  say({ kind: 'nonsense' })
  await tick()
  expect(errors).toHaveLength(1)
  say({ kind: 'result', id: 1, value: { tokens: 1, limit: 2, texts: [1], reused: 0 } })
  await expect(counting).resolves.toEqual({ tokens: 1, limit: 2, texts: [1], reused: 0 })
})
