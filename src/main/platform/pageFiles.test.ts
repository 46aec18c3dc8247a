import fc from 'fast-check'
import { join, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pageFile, pageHeaders } from './pageFiles'

const RUNS = process.env.HEARTH_FAULTS === 'full' ? 5_000 : 500
const root = resolve('/opt/hearth/renderer')

describe('the file for a path', () => {
  it('lies in the folder of the page', () => {
    expect(pageFile(root, '/index.html')).toBe(join(root, 'index.html'))
    expect(pageFile(root, '/assets/a%20b.js')).toBe(join(root, 'assets', 'a b.js'))
  })

  it('is none for the folder itself, for what lies outside, and for what is no percent-encoding', () => {
    for (const path of ['/', '', '/..', '/../renderer-evil/x', '/..%2f..%2fpackage.json', '/%2e%2e/x', '/a/../../x', '/%ff', '/%'])
      expect(pageFile(root, path), path).toBeNull()
  })

  it('never lies outside, whatever the path', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2f', '/', '\\', '%5c', '%00', 'a'), fc.string({ maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const file = pageFile(root, `/${parts.join('')}`)
        if (file !== null) expect(resolve(file).startsWith(root + sep)).toBe(true)
      }),
      { seed: 3, numRuns: RUNS }
    )
  })
})

it('every file comes with the policy, and with its type so that none is guessed', () => {
  for (const [file, type] of [
    ['index.html', 'text/html; charset=utf-8'],
    ['a.js', 'text/javascript'],
    ['a.css', 'text/css'],
    ['a', 'application/octet-stream']
  ] as const) {
    const headers = pageHeaders(join(root, file))
    expect(headers['content-type']).toBe(type)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*trusted-types 'none'$/)
  }
})
