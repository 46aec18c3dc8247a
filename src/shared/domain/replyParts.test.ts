import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReplyPart } from './message'
import { authorsOf, repeatedRanges, settledParts, withNewPart } from './replyParts'

const made = (modelName: string) => ({ modelName, seed: 1, settings: null })
const part = (modelName: string, more: Partial<ReplyPart> = {}): ReplyPart => ({
  ...made(modelName),
  from: 0,
  thoughtFrom: 0,
  repeatsFrom: null,
  ...more
})
const thought = (text: string) => ({ text, tokens: 1, ms: 1 })

describe('the parts of a reply', () => {
  it('begin where the reply ends, in its text and in its thought', () => {
    const parts = withNewPart({ text: 'Half', thought: thought('Hm'), parts: [part('A')] }, made('B'))
    expect(parts).toEqual([part('A'), part('B', { from: 4, thoughtFrom: 2 })])
  })

  it('that added nothing are not kept beside others', () => {
    const parts = [part('A'), part('B', { from: 4 })]
    expect(settledParts({ text: 'Half', thought: null, parts })).toEqual([part('A')])
    expect(settledParts({ text: 'Half more', thought: null, parts })).toEqual(parts)
    expect(withNewPart({ text: 'Half', thought: null, parts }, made('C'))).toEqual([part('A'), part('C', { from: 4 })])
  })

  it('of which one only thought are all kept', () => {
    const parts = [part('A'), part('B', { thoughtFrom: 2 })]
    expect(settledParts({ text: '', thought: thought('Hm, well'), parts })).toEqual(parts)
    expect(settledParts({ text: '', thought: thought('Hm'), parts })).toEqual([part('A')])
  })

  it('tell who was asked where nobody wrote anything: the last one', () => {
    expect(settledParts({ text: '', thought: null, parts: [part('A')] })).toEqual([part('A')])
    expect(withNewPart({ text: '', thought: null, parts: [part('A')] }, made('B'))).toEqual([part('B')])
  })

  it('invariant: whoever goes on and however much is written, the parts begin one behind the other and only a lone one is empty', () => {
    const step = fc.record({ name: fc.constantFrom('A', 'B'), thinks: fc.nat(3), writes: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let reply = { text: '', thought: null as ReturnType<typeof thought> | null, parts: [] as ReplyPart[] }
        const wrote: string[] = []
        for (const { name, thinks, writes } of steps) {
          const parts = withNewPart(reply, made(name))
          if (thinks > 0) reply.thought = thought((reply.thought?.text ?? '') + 't'.repeat(thinks))
          reply = { ...reply, text: reply.text + 'w'.repeat(writes) }
          reply.parts = settledParts({ ...reply, parts })
          if (thinks + writes > 0) wrote.push(name)
        }
        expect(reply.parts.map(({ modelName }) => modelName)).toEqual(wrote.length > 0 ? wrote : [steps.at(-1)?.name])
        const places = reply.parts.map(({ from, thoughtFrom }) => from + thoughtFrom)
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
      }),
      { seed: 5, numRuns: 200 }
    )
  })

  it('name each author in turn, once where a model goes on with its own part', () => {
    expect(authorsOf([])).toEqual([])
    expect(authorsOf(['A', 'A', 'B', 'A'].map((name) => part(name)))).toEqual(['A', 'B', 'A'])
  })

  it('mark what repeats, each as far as the next part', () => {
    const parts = [part('A', { repeatsFrom: 3 }), part('A', { from: 6 }), part('A', { from: 8, repeatsFrom: 9 })]
    expect(repeatedRanges({ text: 'x'.repeat(12), parts })).toEqual([
      { from: 3, to: 6 },
      { from: 9, to: 12 }
    ])
    expect(repeatedRanges({ text: 'x'.repeat(9), parts })).toEqual([{ from: 3, to: 6 }])
  })
})
