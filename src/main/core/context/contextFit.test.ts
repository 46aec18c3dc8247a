import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../engine/engine'
import type { Message } from '../../../shared/domain/message'
import { promptLimit } from '../../../shared/domain/promptLimit'
import { fitContext } from './contextFit'
import { promptOf, turnsOf } from './prompt'

const LIMIT = 100
const count = (prompt: Prompt) =>
  Promise.resolve({ tokens: prompt.reduce((sum, { text }) => sum + text.split(' ').filter(Boolean).length, 0), limit: LIMIT })
const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ')

/** A branch of messages by turns, `q` the person's and `a` the assistant's; ids are their places. */
function branchOf(...messages: { role: 'q' | 'a'; text: string; startId?: string; thought?: string }[]): Message[] {
  return messages.map(({ role, text, startId, thought }, place) => {
    const base = { id: String(place), conversationId: 'c', text, createdAt: place }
    if (role === 'q') return { ...base, role: 'user', parentId: place === 0 ? null : String(place - 1) }
    return {
      ...base,
      role: 'assistant',
      parentId: String(place - 1),
      status: { kind: 'stopped' },
      thought: thought === undefined ? null : { text: thought, tokens: 1, ms: 0 },
      stats: null,
      parts: [],
      contextStartId: startId ?? null
    }
  })
}
const q = (text: string) => ({ role: 'q' as const, text })
const a = (text: string, startId?: string) => ({ role: 'a' as const, text, ...(startId !== undefined && { startId }) })

describe('with an engine that cannot count', () => {
  it('reads the whole branch, whatever boundary an earlier reply had', async () => {
    const branch = branchOf(q(words(200)), a('One', '0'), q('b'), a('Two', '2'), q('c'))
    const prompt = promptOf(turnsOf(branch))
    expect(await fitContext(branch, { maxTokens: null, count: null })).toEqual({
      kind: 'fits',
      prompt,
      tokens: null,
      startId: null,
      isFirstKept: false,
      summary: null
    })
  })
})

describe('promptLimit', () => {
  it('keeps a quarter of a small context for the reply, and 1,024 tokens of a large one', () => {
    expect(promptLimit(2_000, null)).toBe(1_500)
    expect(promptLimit(8_192, null)).toBe(8_192 - 1_024)
    expect(promptLimit(8_192, 100)).toBe(8_092)
  })
})

describe('the prompt of a branch', () => {
  const promptFor = (...messages: Parameters<typeof branchOf>) => promptOf(turnsOf(branchOf(...messages)))

  it('is what both have said, in order', () => {
    expect(promptFor(q('one'), a('two'), q('three'))).toEqual([
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'two' },
      { role: 'user', text: 'three' }
    ])
  })

  it('leaves out replies without text, and hides nothing that the person wrote', () => {
    expect(promptFor(q('one'), a(''), q('two'), a(' \n'), q('three'))).toEqual([{ role: 'user', text: 'one\n\ntwo\n\nthree' }])
  })

  it('has no thoughts but that of the reply to continue', () => {
    const thinking = (text: string) => ({ ...a(text), thought: 'Hm' })
    expect(promptFor(q('one'), thinking('two'), q('three'), thinking(''), q('four'))).toEqual([
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'two' },
      { role: 'user', text: 'three\n\nfour' }
    ])
    expect(promptFor(q('one'), thinking('tw')).at(-1)).toEqual({ role: 'assistant', text: 'tw', thought: { text: 'Hm', isOpen: false } })
    expect(promptFor(q('one'), thinking('\n')).at(-1)).toEqual({ role: 'assistant', text: '', thought: { text: 'Hm', isOpen: true } })
  })

  it('ends with the text to continue, unchanged', () => {
    expect(promptFor(q('one'), a('Half of ')).at(-1)).toEqual({ role: 'assistant', text: 'Half of ' })
  })
})

describe('fitContext', () => {
  it('reads everything while there is room for it and for the reply', async () => {
    const fit = await fitContext(branchOf(q(words(30)), a(words(30)), q(words(15))), { maxTokens: null, count })
    expect(fit).toMatchObject({ kind: 'fits', tokens: 75, startId: null })
  })

  it('leaves out whole turns, the oldest first, down to 70 %', async () => {
    const fit = await fitContext(branchOf(q(words(10)), a(words(10)), q(words(10)), a(words(10)), q(words(40))), {
      maxTokens: null,
      count
    })
    expect(fit).toMatchObject({ kind: 'fits', tokens: 60, startId: '2' })
  })

  it('keeps the boundary of the reply before while it fits', async () => {
    const fit = await fitContext(branchOf(q('x'), a('x'), q(words(10)), a(words(10), '2'), q(words(50))), { maxTokens: null, count })
    expect(fit).toMatchObject({ kind: 'fits', tokens: 70, startId: '2' })
  })

  it('counts once more, not the whole conversation, where the boundary stays', async () => {
    const counted: number[] = []
    const counting = (prompt: Prompt) => count(prompt).then((result) => (counted.push(result.tokens), result))
    const old = Array.from({ length: 40 }, () => [q(words(10)), a(words(10))]).flat()
    const fit = await fitContext(branchOf(...old, q(words(20)), a(words(20), '80'), q(words(30))), { maxTokens: null, count: counting })
    expect(fit).toMatchObject({ kind: 'fits', startId: '80' })
    expect(counted).toEqual([90, 70])
  })

  it('moves the boundary back for a model that can hold more', async () => {
    const roomy = (limit: number) => (prompt: Prompt) => count(prompt).then(({ tokens }) => ({ tokens, limit }))
    const branch = branchOf(q(words(40)), a(words(40)), q(words(20)), a(words(20)), q(words(20)), a(words(20), '4'), q(words(10)))
    expect(await fitContext(branch, { maxTokens: null, count: roomy(100) })).toMatchObject({ kind: 'fits', tokens: 50, startId: '4' })
    expect(await fitContext(branch, { maxTokens: null, count: roomy(150) })).toMatchObject({ kind: 'fits', tokens: 90, startId: '2' })
    expect(await fitContext(branch, { maxTokens: null, count: roomy(400) })).toMatchObject({ kind: 'fits', tokens: 170, startId: null })
  })

  it('moves the boundary on when it does not fit any more', async () => {
    const fit = await fitContext(branchOf(q('x'), a('x'), q(words(20)), a(words(10), '2'), q(words(60))), { maxTokens: null, count })
    expect(fit).toMatchObject({ kind: 'fits', tokens: 60, startId: '4' })
  })

  it('keeps the last message even where it alone is more than 70 %', async () => {
    const fit = await fitContext(branchOf(q(words(20)), a(words(10)), q(words(74))), { maxTokens: null, count })
    expect(fit).toMatchObject({ kind: 'fits', tokens: 74, startId: '2' })
  })

  it('says by how much one message alone is too long', async () => {
    expect(await fitContext(branchOf(q('x'), a('x'), q(words(76))), { maxTokens: null, count })).toEqual({
      kind: 'tooLong',
      tokens: 76,
      limit: 75
    })
  })

  it('counts the system message, puts it in front, and leaves it there when turns are left out', async () => {
    const system = { role: 'system', text: words(10) }
    const whole = await fitContext(branchOf(q(words(30)), a(words(20)), q(words(15))), {
      maxTokens: null,
      count,
      systemMessage: system.text
    })
    expect(whole).toMatchObject({ kind: 'fits', tokens: 75, startId: null })
    const cut = await fitContext(branchOf(q(words(30)), a(words(20)), q(words(16))), {
      maxTokens: null,
      count,
      systemMessage: system.text
    })
    expect(cut).toEqual({
      kind: 'fits',
      prompt: [system, { role: 'user', text: words(16) }],
      tokens: 26,
      startId: '2',
      isFirstKept: false,
      summary: null
    })
    expect(await fitContext(branchOf(q(words(66))), { maxTokens: null, count, systemMessage: system.text })).toEqual({
      kind: 'tooLong',
      tokens: 76,
      limit: 75
    })
    expect(await fitContext(branchOf(q('Hi')), { maxTokens: null, count: null, systemMessage: system.text })).toMatchObject({
      prompt: [system, { role: 'user', text: 'Hi' }]
    })
  })

  it('lets a continued reply use all the room', async () => {
    expect(await fitContext(branchOf(q(words(40)), a(words(59))), { maxTokens: null, count })).toMatchObject({
      kind: 'fits',
      tokens: 99
    })
    expect(await fitContext(branchOf(q(words(40)), a(words(60))), { maxTokens: null, count })).toMatchObject({
      kind: 'tooLong',
      tokens: 100,
      limit: 99
    })
  })

  it('keeps the first turn where that is wanted, and leaves out those after it', async () => {
    const branch = branchOf(q(words(10)), a(words(10)), q(words(20)), a(words(10)), q(words(30)))
    const fit = await fitContext(branch, { maxTokens: null, count, whenFull: 'keepFirst' })
    expect(fit).toMatchObject({ kind: 'fits', tokens: 50, startId: '4', isFirstKept: true })
    expect(fit.kind === 'fits' && fit.prompt).toEqual(promptOf(turnsOf([...branch.slice(0, 2), ...branch.slice(4)])))
    const whole = await fitContext(branch.slice(0, 3), { maxTokens: null, count, whenFull: 'keepFirst' })
    expect(whole).toMatchObject({ tokens: 40, startId: null, isFirstKept: false, summary: null })
  })

  it('leaves out a first turn that gives the newest message no room, as it would any other', async () => {
    const branch = branchOf(q(words(60)), a(words(10)), q(words(5)), a(words(5)), q(words(20)))
    const fit = await fitContext(branch, { maxTokens: null, count, whenFull: 'keepFirst' })
    expect(fit).toMatchObject({ kind: 'fits', tokens: 30, startId: '2', isFirstKept: false, summary: null })
  })

  it('asks where something would be left out, with the whole chat, and only then', async () => {
    const ask = { maxTokens: null, count, whenFull: 'ask' } as const
    const branch = branchOf(q(words(30)), a(words(30)), q(words(15)))
    expect(await fitContext(branch, ask)).toMatchObject({ kind: 'fits', tokens: 75, startId: null })
    const longer = branchOf(q(words(30)), a(words(30), '0'), q(words(16)))
    expect(await fitContext(longer, ask)).toEqual({ kind: 'asks', prompt: promptOf(turnsOf(longer)), tokens: 76, limit: 75 })
    expect(await fitContext(branchOf(q('x'), a('x'), q(words(76))), ask)).toMatchObject({ kind: 'tooLong' })
    expect(await fitContext(branchOf(q(words(40)), a(words(59))), ask), 'nothing can be left out').toMatchObject({ kind: 'fits' })
  })

  it('always keeps the first turn and the end of the branch, within the room there is, or what it would have read without', async () => {
    const turn = fc.record({ asked: fc.integer({ min: 1, max: 50 }), answered: fc.integer({ min: 0, max: 60 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 75 }), async (turns, newest) => {
        const branch = branchOf(...turns.flatMap(({ asked, answered }) => [q(words(asked)), a(words(answered))]), q(words(newest)))
        const fit = await fitContext(branch, { maxTokens: null, count, whenFull: 'keepFirst' })
        if (fit.kind !== 'fits') throw new Error('A short message always fits')
        expect(fit.tokens).toBeLessThanOrEqual(75)
        expect(await count(fit.prompt)).toEqual({ tokens: fit.tokens, limit: LIMIT })
        if (!fit.isFirstKept) expect(fit).toEqual(await fitContext(branch, { maxTokens: null, count }))
        else {
          const start = branch.findIndex(({ id }) => id === fit.startId)
          expect(start).toBeGreaterThan(2)
          expect(fit.prompt).toEqual(promptOf(turnsOf([...branch.slice(0, 2), ...branch.slice(start)])))
        }
      }),
      { seed: 4, numRuns: 200 }
    )
  })

  it('always chooses the end of the branch, from a message of the person on, with room for the reply', async () => {
    const turn = fc.record({ asked: fc.integer({ min: 1, max: 50 }), answered: fc.integer({ min: 0, max: 60 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 12 }), fc.integer({ min: 1, max: 75 }), async (turns, newest) => {
        const branch = branchOf(...turns.flatMap(({ asked, answered }) => [q(words(asked)), a(words(answered))]), q(words(newest)))
        const fit = await fitContext(branch, { maxTokens: null, count })
        if (fit.kind !== 'fits') throw new Error('A short message always fits')
        const start = fit.startId === null ? 0 : branch.findIndex(({ id }) => id === fit.startId)
        expect(branch[start]?.role).toBe('user')
        expect(fit.prompt).toEqual(promptOf(turnsOf(branch.slice(start))))
        expect(fit.tokens).toBeLessThanOrEqual(75)
        expect(await count(fit.prompt)).toEqual({ tokens: fit.tokens, limit: LIMIT })
        if (start > 0 && start < branch.length - 1) expect(fit.tokens).toBeLessThanOrEqual(70)
      }),
      { seed: 3, numRuns: 200 }
    )
  })
})
