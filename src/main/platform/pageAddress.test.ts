import { describe, expect, it } from 'vitest'
import { pageAddress } from './pageAddress'

describe('addresses of an installed Hearth', () => {
  const { isPage, isOurs, mayLoad } = pageAddress(undefined)

  it('name one page, with or without a fragment', () => {
    for (const url of ['app://bundle/index.html', 'app://bundle/index.html#', 'app://bundle/index.html#a\nb'])
      expect(isPage(url), url).toBe(true)
    const others = [
      'app://bundle/',
      'app://bundle',
      'app://bundle/index.html?x',
      'app://bundle/index.html/',
      'app://bundle/assets/index.js'
    ]
    const foreign = [
      'app://bundle.evil/index.html',
      'app://elsewhere/index.html',
      'http://localhost:5173/',
      'about:blank',
      'about:srcdoc',
      ''
    ]
    const nested = [
      'blob:app://bundle/index.html',
      'view-source:app://bundle/index.html',
      'javascript:app://bundle/index.html',
      'data:text/html,x'
    ]
    for (const url of [...others, ...foreign, ...nested]) expect(isPage(url), url).toBe(false)
  })

  it('are ours on every path of the origin, and nowhere else', () => {
    for (const url of ['app://bundle/index.html', 'app://bundle/other']) expect(isOurs(url), url).toBe(true)
    for (const url of [
      'app://bundle',
      'app://bundle.evil/',
      'app://elsewhere/',
      'about:blank',
      'file:///app://bundle/',
      'http://localhost:5173/'
    ])
      expect(isOurs(url), url).toBe(false)
  })

  it('load from nowhere but the origin and the page’s own memory', () => {
    for (const url of ['app://bundle/x.js', 'data:,x', 'blob:app://bundle/1', 'devtools://devtools/x']) expect(mayLoad(url), url).toBe(true)
    for (const url of [
      'http://127.0.0.1/',
      'https://example.org/',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
      'app://elsewhere/x',
      'about:blank'
    ])
      expect(mayLoad(url), url).toBe(false)
  })
})

it('in development the dev server’s addresses are the page’s too, by origin', () => {
  const { isPage, isOurs, mayLoad } = pageAddress('http://localhost:5173')
  expect([isPage('http://localhost:5173/'), isOurs('http://localhost:5173/'), mayLoad('ws://localhost:5173/')]).toEqual([true, true, true])
  for (const url of ['http://localhost:5174/', 'http://localhost:5173.evil/', 'https://localhost:5173/', 'not an address'])
    expect([isPage(url), isOurs(url)], url).toEqual([false, false])
})
