import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAst } from 'vite'
import { root } from '../places.mjs'

const folder = path.join(root, 'out', 'renderer')

const scriptsOf = (html) => [...html.matchAll(/<script\b[^>]*\bsrc="\.\/([^"]+)"/g)].map(([, file]) => file)

/** What a module imports before it runs; what it asks for later is not in it. */
function staticImportsOf(file) {
  const { body } = parseAst(readFileSync(path.join(folder, file), 'utf8'))
  return body.flatMap(({ source }) => (source ? [path.join(file, '..', String(source.value))] : []))
}

/**
 * The modules without which the page, as it was built last, paints nothing.
 * @returns {Map<string, number>} their sizes in bytes
 */
export function modulesBeforePaint() {
  const found = new Map()
  const wanted = scriptsOf(readFileSync(path.join(folder, 'index.html'), 'utf8'))
  for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
    if (found.has(file)) continue
    found.set(file, readFileSync(path.join(folder, file)).length)
    wanted.push(...staticImportsOf(file))
  }
  return found
}
