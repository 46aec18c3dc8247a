import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../engine/engine'
import type { Message } from '../../../shared/domain/message'
import { fitContext } from './contextFit'
import type { KnownSummary } from './fit'
import { promptOf, turnsOf } from './prompt'
import { promptFromSummary, summaryRoom } from './summary'

const LIMIT = 100
const ALLOWED = 75
const countBy = (limit: number) => (prompt: Prompt) =>
  Promise.resolve({ tokens: prompt.reduce((sum, { text }) => sum + text.split(' ').filter(Boolean).length, 0), limit })
const count = countBy(LIMIT)
const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ')

/** A branch of texts with so many words, the person's and the assistant's in turn; ids are their places. */
const branchOf = (...lengths: number[]): Message[] =>
  lengths.map((length, place): Message => {
    const base = { id: String(place), conversationId: 'c', text: words(length), createdAt: place }
    if (place % 2 === 0) return { ...base, role: 'user', parentId: place === 0 ? null : String(place - 1) }
    const reply = { status: { kind: 'stopped' as const }, thought: null, stats: null, parts: [], contextStartId: null }
    return { ...base, ...reply, role: 'assistant', parentId: String(place - 1) }
  })
const fit = (branch: readonly Message[], summary: KnownSummary | null = null, limit = LIMIT) =>
  fitContext(branch, { maxTokens: null, count: countBy(limit), whenFull: 'summarize', summary })

describe('a chat that is summarized where it does not fit', () => {
  it('is read whole while it fits', async () => {
    expect(await fit(branchOf(30, 30, 15))).toMatchObject({ kind: 'fits', tokens: 75, startId: null, summary: null })
  })

  it('needs a summary of the oldest turns, with room for the longest one', async () => {
    const branch = branchOf(10, 10, 10, 10, 40)
    expect(await fit(branch)).toEqual({
      kind: 'summaryDue',
      prompt: promptFromSummary('…', turnsOf(branch).slice(2)),
      tokens: 6 + 12 + 40, // the request for it, the summary, the newest message
      startId: '4',
      due: { startId: '4', turns: turnsOf(branch).slice(0, 2), earlier: null, room: 12 }
    })
  })

  it('is read with its summary once that is known, which stays while the rest fits', async () => {
    const summary = { startId: '4', text: words(5) }
    const branch = branchOf(10, 10, 10, 10, 40)
    const known = await fit(branch, summary)
    expect(known).toMatchObject({ kind: 'fits', tokens: 6 + 5 + 40, startId: '4', summary })
    expect(known.kind === 'fits' && known.prompt.slice(0, 2)).toMatchObject([{ role: 'user' }, { role: 'assistant', text: words(5) }])
    expect(await fit(branchOf(10, 10, 10, 10, 40, 4, 20), summary)).toMatchObject({ kind: 'fits', tokens: 75, startId: '4' })
  })

  it('needs a summary of the summary and of what is left out besides, once more has to go', async () => {
    const branch = branchOf(10, 10, 10, 10, 40, 5, 20)
    const due = await fit(branch, { startId: '4', text: words(5) })
    expect(due).toMatchObject({
      kind: 'summaryDue',
      startId: '6',
      due: { turns: turnsOf(branch).slice(2, 3), earlier: words(5) }
    })
  })

  it('is read whole again by a model that can hold it', async () => {
    const branch = branchOf(10, 10, 10, 10, 40)
    const summary = { startId: '4', text: words(5) }
    expect(await fit(branch, summary, 400)).toMatchObject({ kind: 'fits', startId: null, summary: null })
    expect(await fit(branch, summary, 110), 'not for one turn that would have to go again soon').toMatchObject({ startId: '4' })
  })

  it('is read without one where none could be made, and asks for one again only once more has to go', async () => {
    const failed = { startId: '4', text: null }
    const branch = branchOf(10, 10, 10, 10, 40)
    expect(await fit(branch, failed)).toMatchObject({ kind: 'fits', tokens: 40, startId: '4', summary: failed })
    expect(await fit(branchOf(10, 10, 10, 10, 40, 5, 31), failed)).toMatchObject({ kind: 'summaryDue', due: { earlier: null } })
  })

  it('keeps the summary of a reply that is continued while there is any room', async () => {
    const summary = { startId: '2', text: words(5) }
    expect(await fit(branchOf(10, 10, 40, 40), summary)).toMatchObject({ kind: 'fits', tokens: 91, startId: '2', summary })
  })

  it('does not count a summary that is of another branch', async () => {
    const other = { startId: 'elsewhere', text: words(5) }
    expect(await fit(branchOf(10, 10, 10), other)).toMatchObject({ kind: 'fits', startId: null, summary: null })
    expect(await fit(branchOf(10, 10, 10, 10, 40), other)).toMatchObject({ kind: 'summaryDue', due: { earlier: null } })
  })

  it('goes without one where the newest message leaves it no room, and says what is too long', async () => {
    expect(await fit(branchOf(10, 10, 70))).toMatchObject({ kind: 'fits', tokens: 70, startId: '2', summary: null })
    expect(await fit(branchOf(10, 10, 76))).toEqual({ kind: 'tooLong', tokens: 76, limit: 75 })
  })

  it('never reads more than there is room for, ends with the branch, and loses no turn: each is read, or is in the summary', async () => {
    let dues = 0
    const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 21 })
    await fc.assert(
      fc.asyncProperty(lengths, fc.nat(20), fc.integer({ min: 1, max: 12 }), async (all, place, length) => {
        const branch = branchOf(...all.slice(0, all.length - ((all.length + 1) % 2)))
        const turns = turnsOf(branch)
        const startId = turns[place % turns.length]?.startId ?? ''
        const known = place % 3 === 0 ? null : { startId, text: words(length) }
        const found = await fit(branch, known)
        if (found.kind === 'tooLong' || found.kind === 'asks') throw new Error('A short message always fits')
        expect(found.tokens).toBeLessThanOrEqual(ALLOWED)
        const start = found.startId === null ? 0 : turns.findIndex((turn) => turn.startId === found.startId)
        const read = promptOf(turns.slice(start))
        expect(found.prompt.slice(-read.length)).toEqual(read)
        if (found.kind === 'fits') {
          expect(await count(found.prompt)).toEqual({ tokens: found.tokens, limit: LIMIT })
          if (found.summary) expect(found.summary.startId).toBe(found.startId)
        } else {
          dues++
          const { due } = found
          expect(due.room).toBe(summaryRoom(LIMIT))
          const from = due.earlier === null ? 0 : turns.findIndex((turn) => turn.startId === known?.startId)
          expect(due.turns).toEqual(turns.slice(from, start))
          // What is made is what is read then.
          const made = { startId: due.startId, text: words(due.room) }
          expect(await fit(branch, made)).toMatchObject({ kind: 'fits', startId: due.startId, summary: made })
        }
      }),
      { seed: 12, numRuns: 300 }
    )
    expect(dues).toBeGreaterThan(50)
  })
})
