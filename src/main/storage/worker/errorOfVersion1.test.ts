import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appError } from '../../../shared/contract/appError'
import { runs } from '../testing/faults'
import { storedByVersion1 } from '../testing/version1Folder'
import { fromVersion1 } from './errorOfVersion1'

const stored = Object.values(storedByVersion1('version1').messages)
  .flat()
  .flatMap((message) => (message.role === 'assistant' && message.status.kind === 'failed' ? [message.status.error] : []))

// That each has the same words as before is seen in sqliteConversationStore.version1.test.ts.
describe('an error of version 1', () => {
  it.each(stored.map((error) => [`${error.code}: ${error.message} ${error.detail ?? ''}`, error] as const))(
    'is an error of today: %s',
    (_, error) => {
      const rewritten = fromVersion1(JSON.stringify(error))
      expect(appError.parse(rewritten)).toEqual(rewritten)
    }
  )

  it.each(['', '{', 'null', '[]', '"text"', '{"code":5}', '{"code":"a.b","message":"c"}', '{"code":"model.notFound","message":"?"}'])(
    'that nobody can have written is a reply that could not go on: %s',
    (text) => expect(fromVersion1(text)).toEqual({ code: 'generation.failed' })
  )

  it('with any words is an error of today', () => {
    const any = fc.record({
      code: fc.constantFrom(...new Set(stored.map(({ code }) => code))),
      message: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...stored.map(({ message }) => message))),
      detail: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('It starts with “”, so it may be .'))
    })
    fc.assert(
      fc.property(any, (error) => {
        const rewritten = fromVersion1(JSON.stringify(error))
        expect(appError.parse(rewritten)).toEqual(rewritten)
      }),
      { seed: 1, numRuns: runs(1000) }
    )
  })
})
