import { expect, it } from 'vitest'
import { aConversation, aQuestion, aReply } from '../../testing/samples'
import { leastHeight } from './leastHeight'

const { id } = aConversation('A')
const words = (count: number): string => 'word '.repeat(count)

it('grows with the text, and less than its lines can be', () => {
  const short = leastHeight(aReply(aQuestion(id, 'Q'), 'Yes.'))
  const long = leastHeight(aReply(aQuestion(id, 'Q'), `${words(100)}\n\n`.repeat(20)))
  const oneLine = leastHeight(aReply(aQuestion(id, 'Q'), 'x'.repeat(20_000)))
  expect(short).toBe(40)
  expect(long).toBeGreaterThan(800)
  expect(oneLine, 'which may be code').toBeLessThan(200)
  expect(long, 'of 10,000 characters, 100 in a line of 24 pixels').toBeLessThan(2_400)
})

it('counts a long message of the person as it is folded', () => {
  expect(leastHeight(aQuestion(id, words(20_000)))).toBe(200)
})
