import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../engine/engine'
import type { FakeOptions } from '../../../engine/fake/fakeEngine'
import type { AssistantMessage } from '../../../shared/domain/message'
import { StorageFailure } from '../errors/storageFailure'
import { defaultChoice } from '../../../shared/domain/presets'
import { setUpReady, type GenerationWorld } from '../testing/setUpGenerations'

const words = (count: number, word = 'word'): string => Array.from({ length: count }, () => word).join(' ')
const isRequest = (prompt: Prompt): boolean => prompt.at(-1)?.text.startsWith('Write a short summary of this conversation') === true
const textsOf = (prompt: Prompt | undefined): string[] => (prompt ?? []).map(({ text }) => text)

/** A chat of two turns in a context of 200 tokens, of which the third message leaves no room for the first. */
async function setUp(options: FakeOptions = {}) {
  let made = 0
  const reply = (prompt: Prompt) => (isRequest(prompt) ? ['It', ' was', ` about ${++made}.`] : ['One', ' two', ' three'])
  const world = await setUpReady({ contextSize: 200, reply, ...options })
  world.gate.open()
  await world.call('conversation.choose', { conversationId: null, choice: { ...defaultChoice, whenFull: 'summarize' } })
  const talk = async (text: string, at: { conversationId: string; id: string } | null = null): Promise<AssistantMessage> => {
    const sent = await world.send(text, at?.conversationId ?? null, at?.id ?? null)
    return world.ended(sent.generation.generationId)
  }
  const first = await talk(words(30, 'first'))
  const second = await talk(words(30, 'second'), first)
  world.prompts.length = 0
  return { ...world, talk, first, second }
}
const summaryOf = async ({ call }: GenerationWorld, { conversationId, parts }: AssistantMessage) => {
  const textId = parts.at(-1)?.summary?.textId
  return textId == null ? null : call('conversation.readText', { conversationId, textId })
}

describe('the oldest messages of a chat that is summarized', () => {
  it('are summarized before the reply that has no room for them, which reads the summary and keeps it', async () => {
    const world = await setUp()
    const { talk, second, prompts, events, stored } = world
    const third = await talk(words(80, 'third'), second)
    expect(third).toMatchObject({ text: 'One two three', status: { kind: 'complete' } })
    expect(prompts).toHaveLength(2)
    expect(textsOf(prompts[0]).slice(0, -1)).toEqual([words(30, 'first'), 'One two three', words(30, 'second'), 'One two three'])
    expect(textsOf(prompts[1])).toEqual([expect.any(String), 'It was about 1.', words(80, 'third')])
    expect(await summaryOf(world, third)).toBe('It was about 1.')
    expect(third).toMatchObject({ contextStartId: third.parentId, parts: [{ summary: { startId: third.parentId } }] })
    expect((await stored(third.conversationId)).at(-1)).toEqual(third)
    const phases = events.all
      .filter((event) => event.name === 'generation.event' && event.payload.messageId === third.id)
      .flatMap(({ payload }) => ('event' in payload && payload.event.kind === 'phase' ? [payload.event.phase.kind] : []))
    const percents = events
      .payloads('generation.event')
      .filter(({ messageId }) => messageId === third.id)
      .flatMap(({ event }) => (event.kind === 'phase' && event.phase.kind === 'summarizing' ? [event.phase.percent] : []))
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    expect(percents[0]).toBe(0)
    expect(percents.filter((percent) => percent > 50).length, 'writing counts too').toBeGreaterThan(0)
    expect(Math.max(...percents)).toBeLessThan(100)
    expect(phases.slice(0, phases.lastIndexOf('summarizing') + 1).every((kind) => kind === 'summarizing')).toBe(true)
    expect(phases).toContain('reading')
    expect(third.stats?.tokens, 'the figures are of the reply').toBe(3)
  })

  it('are not summarized again while the rest fits, and then with the summary there is', async () => {
    const world = await setUp()
    const { talk, second, prompts } = world
    const third = await talk(words(80, 'third'), second)
    const fourth = await talk('fourth', third)
    expect(prompts).toHaveLength(3)
    expect(await summaryOf(world, fourth)).toBe('It was about 1.')
    expect(fourth.contextStartId).toBe(third.parentId)
    prompts.length = 0
    const fifth = await talk(words(60, 'fifth'), fourth)
    expect(textsOf(prompts[0]).slice(1, -1)).toEqual(['It was about 1.', words(80, 'third'), 'One two three'])
    expect(await summaryOf(world, fifth)).toBe('It was about 2.')
  })

  it('are what is summarized once the model has to be told more than it can read at once, piece by piece', async () => {
    const world = await setUp()
    const { call, talk, second, prompts } = world
    const { conversationId } = second
    await call('conversation.choose', { conversationId, choice: { ...defaultChoice, whenFull: 'leaveOutOldest' } })
    let last = second
    for (const name of ['a', 'b', 'c']) last = await talk(words(60, name), last)
    await call('conversation.choose', { conversationId, choice: { ...defaultChoice, whenFull: 'summarize' } })
    prompts.length = 0
    const reply = await talk('and now?', last)
    const requests = prompts.filter(isRequest)
    expect(requests.length).toBeGreaterThan(1)
    const told = requests.flatMap(textsOf)
    for (const text of [words(30, 'first'), words(30, 'second'), words(60, 'a')]) expect(told).toContain(text)
    expect(await summaryOf(world, reply)).toBe(`It was about ${requests.length}.`)
    expect(textsOf(requests[1])).toContain('It was about 1.')
  })

  it('are left out where the model writes no summary, or one that alone is too long, and the reply is made', async () => {
    const silent = await setUp({ reply: (prompt: Prompt) => (isRequest(prompt) ? [' '] : ['One', ' two', ' three']) })
    const third = await silent.talk(words(80, 'third'), silent.second)
    expect(third).toMatchObject({ text: 'One two three', status: { kind: 'complete' }, parts: [{ summary: { textId: null } }] })
    const long = await setUp({ reply: (prompt: Prompt) => (isRequest(prompt) ? [words(160)] : ['One', ' two', ' three']) })
    const other = await long.talk(words(80, 'third'), long.second)
    expect(other).toMatchObject({ text: 'One two three', status: { kind: 'complete' }, parts: [{ summary: { textId: null } }] })
  })

  it('are not asked for again, once that has failed, until more has to go', async () => {
    const { talk, second, prompts, call } = await setUp({ reply: (prompt) => (isRequest(prompt) ? [' '] : ['One', ' two', ' three']) })
    const third = await talk(words(80, 'third'), second)
    const ledger = await call('context.measure', { conversationId: second.conversationId, draft: 'fourth' })
    expect(ledger).toMatchObject({ isSummaryDue: false, summary: 0, lastUnreadId: second.id })
    const fourth = await talk('fourth', third)
    expect(prompts.filter(isRequest)).toHaveLength(1)
    expect(fourth.contextStartId).toBe(third.contextStartId)
    await talk(words(60, 'fifth'), fourth)
    expect(prompts.filter(isRequest).length).toBeGreaterThan(1)
  })

  it('are asked for again by another variant, where none could be made for the first', async () => {
    let isSilent = true
    const reply = (prompt: Prompt) => (!isRequest(prompt) ? ['One', ' two', ' three'] : isSilent ? [' '] : ['It was.'])
    const world = await setUp({ reply })
    const third = await world.talk(words(80, 'third'), world.second)
    isSilent = false
    const again = await world.call('generation.start', { conversationId: third.conversationId, parentId: third.parentId })
    expect(await summaryOf(world, await world.ended(again.generation.generationId))).toBe('It was.')
  })

  it('are in no summary that is only of some of them', async () => {
    let made = 0
    const reply = (prompt: Prompt) => (!isRequest(prompt) ? ['One', ' two', ' three'] : ++made === 1 ? ['The', ' first.'] : [' '])
    const world = await setUp({ reply })
    const { call, talk, second } = world
    const { conversationId } = second
    await call('conversation.choose', { conversationId, choice: { ...defaultChoice, whenFull: 'leaveOutOldest' } })
    let last = second
    for (const name of ['a', 'b', 'c']) last = await talk(words(60, name), last)
    await call('conversation.choose', { conversationId, choice: { ...defaultChoice, whenFull: 'summarize' } })
    const reply2 = await talk('and now?', last)
    expect(made).toBe(2)
    expect(reply2.parts[0]?.summary?.textId).toBeNull()
  })

  it('are in one summary for every reply that reads it: another variant, and one that is continued', async () => {
    const world = await setUp()
    const { call, talk, second, prompts, ended, gate, send } = world
    const third = await talk(words(80, 'third'), second)
    const { conversationId, parentId } = third
    const again = await call('generation.start', { conversationId, parentId })
    const variant = await ended(again.generation.generationId)
    expect(variant.parts[0]?.summary).toEqual(third.parts[0]?.summary)
    gate.close()
    const sent = await send('fourth', conversationId, third.id)
    await gate.until('write', 1)
    await call('generation.stop', sent.generation)
    gate.open()
    const stopped = await ended(sent.generation.generationId)
    const more = await call('generation.continue', { conversationId, messageId: stopped.id })
    const whole = await ended(more.generation.generationId)
    expect(whole.parts.map(({ summary }) => summary)).toEqual([third.parts[0]?.summary, third.parts[0]?.summary])
    expect(prompts.filter(isRequest)).toHaveLength(1)
  })

  it('are summarized anew where the summary lies on a damaged page', async () => {
    const world = await setUp()
    const { talk, second, disk, prompts } = world
    const third = await talk(words(80, 'third'), second)
    disk.faults.set('readText', new StorageFailure('unreadable', 'malformed'))
    const fourth = await talk('fourth', third)
    disk.faults.clear()
    expect(fourth).toMatchObject({ text: 'One two three', status: { kind: 'complete' } })
    expect(prompts.filter(isRequest)).toHaveLength(2)
    expect(await summaryOf(world, fourth)).toBe('It was about 2.')
  })

  const many = (piece: (place: number) => string) => Array.from({ length: 600 }, (_, place) => piece(place))
  it.each([
    ['a loop', many(() => ' again'), /^It was about bread\.( again){0,20}$/],
    ['half a sentence', many((place) => (place % 10 === 9 ? ` word${place}.` : ` word${place}`)), /\.$/]
  ])('are kept without %s at the end of their summary', async (_name, pieces, kept) => {
    const reply = (prompt: Prompt) => (isRequest(prompt) ? ['It was', ' about bread.', ...pieces] : ['One', ' two', ' three'])
    const world = await setUp({ contextSize: 4096, reply })
    const third = await world.talk(words(1500, 'third'), world.second)
    const fourth = await world.talk(words(1800, 'fourth'), third)
    expect(await summaryOf(world, fourth)).toMatch(kept)
  })

  it('are summarized by their beginning where one message alone is too long for that', async () => {
    const { talk, second, prompts } = await setUp()
    const essay = `Essay ${words(129, 'essay')}`
    const third = await talk(essay, second)
    prompts.length = 0
    await talk(words(60, 'fourth'), third)
    const told =
      prompts
        .filter(isRequest)
        .flatMap(textsOf)
        .find((text) => text.startsWith('Essay ')) ?? ''
    expect(told.endsWith('…')).toBe(true)
    expect(essay.startsWith(told.slice(0, -1))).toBe(true)
    expect(told.length).toBeGreaterThan(essay.length / 4)
  })

  it('can be waited for no longer: Stop ends the summary, and the reply is one that has not begun', async () => {
    const { gate, talk, second, prompts, call, send, ended, first } = await setUp()
    gate.close()
    const sent = await send(words(80, 'third'), second.conversationId, second.id)
    await gate.until('write', 1)
    expect(prompts.map(isRequest)).toEqual([true])
    await call('generation.stop', sent.generation)
    gate.open()
    const stopped = await ended(sent.generation.generationId)
    expect(stopped).toMatchObject({ text: '', status: { kind: 'stopped' }, parts: [] })
    expect(prompts).toHaveLength(1)
    expect((await talk('again', first)).text).toBe('One two three')
  })

  it('are known before: which they are, that a summary is due, and the most that the prompt can be', async () => {
    const { call, second, talk } = await setUp()
    const { conversationId } = second
    const ledger = await call('context.measure', { conversationId, draft: words(80, 'third') })
    expect(ledger).toMatchObject({ isSummaryDue: true, lastUnreadId: second.id, draft: 80, you: 0, readingMs: null })
    const third = await talk(words(80, 'third'), second)
    const next = await call('context.measure', { conversationId, draft: '' })
    expect(next).toMatchObject({ isSummaryDue: false, lastUnreadId: second.id, summary: 6 + 4, you: 80, replies: 3 })
    const shown = await call('context.showPrompt', { conversationId, draft: 'fourth' })
    expect(shown?.map(({ text }) => text).join('')).toContain('<assistant>It was about 1.<end>')
    expect(third.text).toBe('One two three')
  })
})
