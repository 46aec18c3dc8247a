import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkAddress, LONGEST_ADDRESS } from './linkAddress'

const runs = process.env.HEARTH_FAULTS === 'full' ? 2_000 : 200

describe('the address of a link', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d', 'example.com'],
    ['HTTP://Example.COM:8080', 'http://example.com:8080/', 'example.com:8080'],
    ['https://аpple.com/', 'https://xn--pple-43d.com/', 'xn--pple-43d.com'],
    ['https://example.com@evil.example/', 'https://example.com@evil.example/', 'evil.example'],
    ['https://example.com\\@evil.example/', 'https://example.com/@evil.example/', 'example.com'],
    ['ht\ntps://exam\tple.com', 'https://example.com/', 'example.com'],
    ['https://example.com/\u202egnp.exe', 'https://example.com/%E2%80%AEgnp.exe', 'example.com'],
    ['mailto:ann@example.com?subject=Hi', 'mailto:ann@example.com?subject=Hi', '']
  ])('%j leads to %s', (href, url, host) => {
    expect(linkAddress(href)).toMatchObject({ url, host })
  })

  it('says when a name stands before the host', () => {
    expect(linkAddress('https://example.com@evil.example/')?.hasUser).toBe(true)
    expect(linkAddress('https://evil.example/@example.com')?.hasUser).toBe(false)
  })

  it.each([
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'vbscript:x',
      'data:text/html,x'
    ],
    ...['file:///etc/passwd', 'file://server/share', 'blob:https://example.com/1', 'about:blank', 'app://bundle/index.html', 'ftp://a/b'],
    ...['ms-msdt:/id', 'smb://server/share', 'tel:1', 'view-source:https://example.com', 'filesystem:https://example.com/a'],
    ...[
      '//example.com',
      '/etc/passwd',
      '#here',
      'example.com',
      '',
      'https://',
      'http://[',
      `https://example.com/${'a'.repeat(LONGEST_ADDRESS)}`
    ]
  ])('%j is text', (href) => {
    expect(linkAddress(href)).toBeNull()
  })

  it('invariant: whatever is let through is ASCII, of one of three kinds, and leads to the same place when read again', () => {
    const scheme = fc.constantFrom('https://', 'http://', 'mailto:', 'https:', '', 'javascript:', 'data:', 'file://', 'java\tscript:')
    fc.assert(
      fc.property(scheme, fc.string({ unit: 'binary', maxLength: 60 }), (start, rest) => {
        const address = linkAddress(start + rest)
        if (address === null) return
        expect(address.url).toMatch(/^(https?:\/\/|mailto:)[ -~]*$/)
        expect(linkAddress(address.url)).toEqual(address)
      }),
      { seed: 20, numRuns: runs }
    )
  })
})
