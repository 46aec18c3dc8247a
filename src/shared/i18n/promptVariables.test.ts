import { afterEach, describe, expect, it } from 'vitest'
import { withVariables } from './promptVariables'
import { setRegion } from './regionalFormats'

const now = new Date(2026, 10, 28, 15, 4)
afterEach(() => setRegion('en-US'))

describe('variables of a system prompt', () => {
  it('become the date, the time and the day of the week, as the region writes them', () => {
    const text = 'It is {{weekday}}, {{date}}, {{ time }}.'
    expect(withVariables(text, now).replace(/\s/g, ' ')).toBe('It is Saturday, November 28, 2026, 3:04 PM.')
    setRegion('de-DE')
    expect(withVariables(text, now)).toBe('It is Saturday, 28 November 2026, 15:04.')
  })

  it('leave everything else as it was written', () => {
    const text = 'Templates look like {{name}} or {date}. {{ date of birth }}'
    expect(withVariables(text, now)).toBe(text)
  })
})
