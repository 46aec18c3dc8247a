// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import { defaultPreferences, type WindowPreferences } from '../../../../shared/domain/windowPreferences'
import { say } from '../../state/viewStore'
import { openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, readyModel, starter, streamOf } from '../../testing/samples'

const status = () => screen.getByRole('status').textContent
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))
/** What is said of something new: after a moment in which the region is empty. */
const saidNow = async (): Promise<string | null> => {
  expect(status()).toBe('')
  await pass(100)
  return status()
}
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

const writing = { kind: 'writing', tokens: 0, tokensPerSecond: null } as const

async function setUp(phase: GenerationPhase, changes: Partial<WindowPreferences> = {}, text = '') {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, text, growing)
  const generation = aGeneration(reply, phase)
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
  const opened = await openWindow([chat], { preferences: { ...defaultPreferences, ...changes } })
  return { ...opened, stream: streamOf(generation, reply) }
}

it('tells how a reply goes, from reading to its end', async () => {
  const { emit, stream } = await setUp({ kind: 'waitingForModel' })
  await pass(100)
  expect(status()).toBe('Waiting')
  await emit('generation.event', stream.phase({ kind: 'reading', done: 0, total: 0 }))
  expect(await saidNow()).toBe('Reading prompt')
  await pass(2000)
  await emit('generation.event', stream.phase({ kind: 'reading', done: 42, total: 100 }))
  await pass(2100)
  expect(status()).toBe('Reading prompt 42 %')
  await emit('generation.event', stream.phase({ kind: 'writing', tokens: 1, tokensPerSecond: null }))
  expect(await saidNow()).toBe('Writing')
  await emit('generation.event', stream.delta('Two words.'))
  await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
  expect(await saidNow()).toBe('Finished, 2 words')
})

it('changes a number at most every two seconds', async () => {
  const { emit, stream } = await setUp({ kind: 'reading', done: 1, total: 100 })
  await pass(110)
  const said = new Set([status()])
  for (let done = 2; done <= 40; done++) {
    await emit('generation.event', stream.phase({ kind: 'reading', done, total: 100 }))
    await pass(50)
    said.add(status())
  }
  expect(said.size).toBeLessThanOrEqual(2)
  await pass(2100)
  expect(status()).toBe('Reading prompt 40 %')
})

it('tells how much was thought, at most every two seconds, and that no answer came of it', async () => {
  const { emit, stream } = await setUp({ kind: 'reading', done: 1, total: 100 })
  await pass(10)
  await emit('generation.event', stream.phase({ kind: 'thinking', tokens: 1, tokensPerSecond: null }))
  await pass(100)
  const said = new Set([status()])
  for (let tokens = 2; tokens <= 40; tokens++) {
    await emit('generation.event', stream.phase({ kind: 'thinking', tokens, tokensPerSecond: 20 }))
    await emit('generation.event', stream.thought('word '))
    await pass(40)
    said.add(status())
  }
  expect(said.size).toBeLessThanOrEqual(2)
  await pass(2100)
  expect(status()).toBe('Thinking… 40 tokens')
  await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
  expect(await saidNow()).toBe('Finished without an answer')
})

it('does not say a word for the text itself', async () => {
  const { emit, stream } = await setUp(writing)
  await pass(100)
  const changes = vi.fn()
  new MutationObserver(changes).observe(screen.getByRole('status'), { childList: true, characterData: true, subtree: true })
  for (let place = 0; place < 100; place++) await emit('generation.event', stream.delta('word '))
  await pass(100)
  expect(changes).not.toHaveBeenCalled()
})

it('tells how the loading of a model goes, until it is ready', async () => {
  const loading = { kind: 'loading', model: starter, progress: 0.46, isRecovery: false } as const
  const { emit } = await openWindow([], { model: loading })
  await pass(100)
  expect(status()).toBe('Loading model 46 %')
  await emit('model.changed', { model: readyModel })
  expect(await saidNow()).toBe('Model ready')
})

it('says the same again when it has happened again', async () => {
  await openWindow([])
  act(() => say('Copied'))
  expect(await saidNow()).toBe('Copied')
  await pass(1000)
  act(() => say('Copied'))
  expect(await saidNow()).toBe('Copied')
})

it('can be heard while a dialog is open, which hides what is behind it', async () => {
  const { emit } = await openWindow([])
  await emit('app.command', { command: 'showSettings' })
  expect(screen.getByRole('status').closest('[aria-hidden=true], [inert]')).toBeNull()
})

describe('what is said of a reply', () => {
  const finished = { kind: 'complete', reason: 'finished' } as const

  it('is nothing where the person wants nothing, but what they have done themselves is said', async () => {
    const { emit, stream } = await setUp({ kind: 'reading', done: 1, total: 2 }, { announcements: 'off' })
    const heard = new Set<string | null>()
    const listen = async (): Promise<void> => {
      await pass(2200)
      heard.add(status())
    }
    await listen()
    await emit('generation.event', stream.phase(writing))
    await listen()
    await emit('generation.event', stream.delta('A sentence. And another.'))
    await emit('generation.event', stream.ended(finished))
    await listen()
    await emit('model.changed', { model: { kind: 'loading', model: starter, progress: 0.5, isRecovery: false } })
    await listen()
    await emit('model.changed', { model: readyModel })
    await listen()
    expect([...heard]).toEqual([''])
    act(() => say('Copied'))
    expect(await saidNow()).toBe('Copied')
  })

  it('is its sentences, whole ones, at most every five seconds, none twice and none left out', async () => {
    const { emit, stream } = await setUp({ kind: 'reading', done: 1, total: 2 }, { announcements: 'sentences' })
    await emit('generation.event', stream.phase(writing))
    await pass(100)
    const heard: { at: number; words: string }[] = []
    const look = (): void => {
      const words = status() ?? ''
      if (words !== '' && words !== 'Writing' && words !== heard.at(-1)?.words) heard.push({ at: performance.now(), words })
    }
    for (let place = 1; place <= 60; place++) {
      for (const piece of [`This is `, `sentence ${place}. `]) {
        await emit('generation.event', stream.delta(piece))
        await pass(200)
        look()
      }
    }
    expect(heard.length).toBeGreaterThanOrEqual(4)
    for (const [place, { at }] of heard.entries()) if (place > 0) expect(at - (heard[place - 1]?.at ?? 0)).toBeGreaterThanOrEqual(5000)
    await emit('generation.event', stream.ended(finished))
    await pass(100)
    look()
    const all = Array.from({ length: 60 }, (_, place) => `This is sentence ${place + 1}.`).join(' ')
    expect(heard.map(({ words }) => words).join(' ')).toBe(`${all} Finished, 240 words`)
  })

  it('is nothing of the sentences that were there before', async () => {
    const { emit, stream } = await setUp(writing, { announcements: 'sentences' }, 'Read already. ')
    await emit('generation.event', stream.delta('This is new. And '))
    await pass(300)
    expect(await saidNow()).toBe('This is new.')
    await emit('generation.event', stream.delta('this too.'))
    await emit('generation.event', stream.ended(finished))
    expect(await saidNow()).toBe('And this too. Finished, 8 words')
  })

  it('is all of it at its end, without the marks that only readers need', async () => {
    const { emit, stream } = await setUp(writing, { announcements: 'whole' })
    await emit('generation.event', stream.delta('# Title\n\nSome **bold** words and `code`.'))
    await pass(6000)
    expect(status()).toBe('Writing')
    await emit('generation.event', stream.ended(finished))
    expect(await saidNow()).toBe('Title Some bold words and code . Finished, 6 words')
  })
})
