import { describe, expect, it } from 'vitest'
import type { ContextLedger } from '../../../../shared/domain/contextLedger'
import { readingWords } from './readingWords'
import { aLedger } from '../../testing/samples'

const ledger = (changes: Partial<ContextLedger>): ContextLedger =>
  aLedger({ you: 4000, replies: 100, draft: 33, readingMs: 12_300, ...changes })

describe('what is said before sending', () => {
  it('is how much is to be read and how long that takes, roughly', () => {
    expect(readingWords(ledger({}))).toBe('about 4,200 new tokens to read, about 12 seconds')
    expect(readingWords(ledger({ reused: 4056, readingMs: 2_100 }))).toBe('about 97 new tokens to read, about 2 seconds')
    expect(readingWords(ledger({ readingMs: 125_000 }))).toBe('about 4,200 new tokens to read, about 2 minutes')
  })

  it('is nothing where it takes no time, where nobody knows, and where nothing can be sent', () => {
    expect(readingWords(ledger({ readingMs: 2_000 }))).toBeNull()
    expect(readingWords(ledger({ readingMs: null }))).toBeNull()
    expect(readingWords(ledger({ isTooLong: true }))).toBeNull()
  })
})
