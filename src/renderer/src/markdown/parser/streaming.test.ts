import fc from 'fast-check'
import { expect, it } from 'vitest'
import { beginnings, someCuts, someMarkdown } from '../testing/someMarkdown'
import { StreamParser } from './StreamParser'

const numRuns = process.env.HEARTH_FAULTS === 'full' ? 10_000 : 1_000
const atOnce = (text: string, isDone: boolean) => new StreamParser().push(text, isDone)

it('invariant: at every moment a text that comes in pieces is read like the same text at once', () => {
  fc.assert(
    fc.property(someMarkdown, someCuts, (text, cuts) => {
      const parser = new StreamParser()
      for (const beginning of beginnings(text, cuts)) expect(parser.push(beginning, false)).toEqual(atOnce(beginning, false))
      expect(parser.push(text, true)).toEqual(atOnce(text, true))
    }),
    { seed: 9, numRuns }
  )
}, 600_000)
