import { expect, it } from 'vitest'
import { modulesBeforePaint } from '../../../bench/renderer/modulesBeforePaint.mjs'

const LARGEST = 900_000 // bytes

// Of the page as it was built last: `npm test` builds before it tests.
it('the window paints after at most 900 KB of JavaScript, without what colours code and sets formulas', () => {
  const modules = modulesBeforePaint()
  const bytes = [...modules.values()].reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThanOrEqual(LARGEST)
  expect([...modules.keys()].filter((file) => /highlighter|setFormula|typescript/.test(file))).toEqual([])
})
