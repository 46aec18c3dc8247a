import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { expect, it } from 'vitest'

// Of the page as it was built last: `npm test` builds before it tests.
const folder = join(import.meta.dirname, '../../../out/renderer')
const LARGEST = 900_000 // bytes

const scriptsOf = (html: string): string[] => [...html.matchAll(/<script\b[^>]*\bsrc="\.\/([^"]+)"/g)].map(([, file = '']) => file)

/** What a module imports before it runs; what it asks for later is not in it. */
function staticImportsOf(file: string): string[] {
  const { body } = parseAst(readFileSync(join(folder, file), 'utf8'))
  const sources = body.flatMap((statement) => ('source' in statement && statement.source ? [String(statement.source.value)] : []))
  return sources.map((source) => join(file, '..', source))
}

/** The modules without which the page paints nothing. */
function modulesBeforePaint(): Map<string, number> {
  const found = new Map<string, number>()
  const wanted = scriptsOf(readFileSync(join(folder, 'index.html'), 'utf8'))
  for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
    if (found.has(file)) continue
    found.set(file, readFileSync(join(folder, file)).length)
    wanted.push(...staticImportsOf(file))
  }
  return found
}

it('the window paints after at most 900 KB of JavaScript, without what colours code and sets formulas', () => {
  const modules = modulesBeforePaint()
  const bytes = [...modules.values()].reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThanOrEqual(LARGEST)
  expect([...modules.keys()].filter((file) => /highlighter|setFormula|typescript/.test(file))).toEqual([])
})
