import { expect } from '@playwright/test'
import { afterTwoFrames } from '../support/hostileProbes'
import { inWindow, LABEL_OF_COMPOSER } from '../support/inWindow'
import { test } from '../support/sharedStory'

// What script in our own page could do to the window, to its frames and to the log.

const navigations: Record<string, string> = {
  'location.href': "location.href = 'about:blank'",
  'location.replace': "location.replace('about:blank')",
  'an address with a fragment': "location.href = 'about:blank#x'",
  'about:srcdoc': "location.href = 'about:srcdoc'",
  'window.open in this window': "window.open('about:blank', '_self')",
  'the navigation API': "navigation.navigate('about:blank').committed.catch(() => undefined)",
  'a link': "Object.assign(document.createElement('a'), { href: 'about:blank' }).click()",
  'a form':
    "{ const form = Object.assign(document.createElement('form'), { action: 'about:blank' }); document.body.append(form); form.submit(); form.remove() }",
  'meta refresh':
    "{ const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=about:blank' }); document.head.append(meta); meta.remove() }",
  'a frame’s top':
    "{ const frame = document.body.appendChild(document.createElement('iframe')); frame.contentWindow.top.location = 'about:blank'; frame.remove() }",
  'a resource that is not there': "location.href = '/assets/nothing'",
  'a resource that is there': "location.href = document.querySelector('script[src]').src",
  'another address of the page': "location.href = '/index.html?other'",
  'another path of the origin': "location.href = '/'",
  'a blob': "location.href = URL.createObjectURL(new Blob(['x'], { type: 'text/html' }))",
  'a javascript: URL': `location.href = 'javascript:"x"'`,
  'a reload under another path': "history.pushState(null, '', '/other'); location.reload(); history.replaceState(null, '', '/index.html')",
  'a way back to another path': "history.pushState(null, '', '/other'); history.pushState(null, '', '/index.html'); history.back()"
}

test('no script in the page can take the window to another page', async ({ hearth }) => {
  await expect(hearth.composer).toBeVisible()
  await hearth.page.evaluate(() => Object.assign(window, { stays: true }))
  for (const [name, script] of Object.entries(navigations)) {
    await hearth.page.evaluate(afterTwoFrames(script)).catch(() => undefined) // the page may be over
    expect(await hearth.page.evaluate(() => 'stays' in window), name).toBe(true)
  }
  await expect.poll(() => inWindow(hearth, LABEL_OF_COMPOSER)).toBe('Message')
  hearth.problems.length = 0 // each refusal was written to the console
})

test('a fragment of the page and a reload of it go through', async ({ hearth }) => {
  await expect(hearth.composer).toBeVisible()
  await hearth.page.evaluate(() => (location.hash = 'part'))
  expect(hearth.page.url()).toBe('app://bundle/index.html#part')
  await hearth.page.reload()
  await expect(hearth.composer).toBeVisible()
})

/** Ways to WebRTC by way of a frame. Each is the body of an async function that ends well when it got there. */
const frames: Record<string, string> = {
  'the page': 'new RTCPeerConnection()',
  'a new frame': "new (document.body.appendChild(document.createElement('iframe')).contentWindow.RTCPeerConnection)()",
  'a frame in capitals': "new (document.body.appendChild(document.createElement('IFrame')).contentWindow.webkitRTCPeerConnection)()",
  'a frame by its place': "document.body.append(document.createElement('iframe')); new window[length - 1].RTCPeerConnection()",
  'a frame of a frameset': "new (document.body.appendChild(document.createElement('frame')).contentWindow.RTCPeerConnection)()",
  'a frame by name and namespace': "made(document.createElementNS('http://www.w3.org/1999/xhtml', 'x:iframe'))",
  'a name that changes':
    "let times = 0; made(document.createElement({ toString: () => (times++ > 0 ? 'iframe' : 'div') })); let more = 1; made(document.createElement({ toString: () => (more-- > 0 ? 'iframe' : 'div') }))",
  'built-ins that were replaced': `
    const { apply } = Reflect
    const { toLowerCase } = String.prototype
    const localName = Object.getOwnPropertyDescriptor(Element.prototype, 'localName')
    try {
      Reflect.apply = () => undefined
      String.prototype.toLowerCase = () => 'div'
      Object.defineProperty(Element.prototype, 'localName', { get: () => 'div' })
      document.createElement('iframe')
    } finally {
      Reflect.apply = apply
      String.prototype.toLowerCase = toLowerCase
      Object.defineProperty(Element.prototype, 'localName', localName)
    }`,
  'another document': "made(document.implementation.createHTMLDocument('').createElement('iframe'))",
  'a document without a window': "made(new Document().createElementNS('http://www.w3.org/1999/xhtml', 'iframe'))",
  'the root of a document': "made(document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'iframe').documentElement)",
  'a class of elements':
    "class Own extends HTMLIFrameElement {}; customElements.define('own-frame', Own, { extends: 'iframe' }); made(new Own())",
  'the constructor': 'made(new HTMLIFrameElement())',
  'a style sheet that makes elements': "made(new XSLTProcessor().transformToFragment(document, document).querySelector('iframe'))",
  object: "made(document.createElement('object'))",
  embed: "made(document.createElement('embed'))",
  innerHTML: "document.createElement('div').innerHTML = '<iframe>'",
  outerHTML: "document.createElement('div').appendChild(document.createElement('p')).outerHTML = '<iframe>'",
  'innerHTML of a template': "document.createElement('template').innerHTML = '<iframe>'",
  'innerHTML of another document': "document.implementation.createHTMLDocument('').body.innerHTML = '<iframe>'",
  'innerHTML of a document without a window':
    "new Document().createElementNS('http://www.w3.org/1999/xhtml', 'div').innerHTML = '<iframe xmlns=\"http://www.w3.org/1999/xhtml\"/>'",
  insertAdjacentHTML: "document.createElement('div').insertAdjacentHTML('beforeend', '<iframe>')",
  createContextualFragment: "made(new Range().createContextualFragment('<iframe>').firstChild)",
  DOMParser: "made(new DOMParser().parseFromString('<iframe>', 'text/html').querySelector('iframe'))",
  'DOMParser of XML':
    "made(new DOMParser().parseFromString('<iframe xmlns=\"http://www.w3.org/1999/xhtml\"/>', 'application/xhtml+xml').documentElement)",
  setHTMLUnsafe: "document.createElement('div').setHTMLUnsafe('<iframe>')",
  'setHTMLUnsafe of a shadow root': "document.createElement('div').attachShadow({ mode: 'open' }).setHTMLUnsafe('<iframe>')",
  parseHTMLUnsafe: "made(Document.parseHTMLUnsafe('<iframe>').querySelector('iframe'))",
  setHTML: "const div = document.createElement('div'); div.setHTML('<iframe>'); made(div.querySelector('iframe'))",
  'an editing command':
    "const div = Object.assign(document.body.appendChild(document.createElement('div')), { contentEditable: 'true' }); div.focus(); document.execCommand('insertHTML', false, '<iframe></iframe>'); const found = div.querySelector('iframe'); div.remove(); made(found)",
  'a format of a block':
    "const div = Object.assign(document.body.appendChild(document.createElement('div')), { contentEditable: 'true', textContent: 'x' }); div.focus(); document.execCommand('formatBlock', false, 'iframe'); const found = div.querySelector('iframe'); div.remove(); made(found)",
  'a request for a document':
    "await new Promise((resolve, reject) => { const request = new XMLHttpRequest(); request.open('GET', URL.createObjectURL(new Blob(['<iframe>'], { type: 'text/html' }))); request.responseType = 'document'; request.onload = () => resolve(request.response.querySelector('iframe')); request.onerror = reject; request.send() }).then(made)",
  'the document opened anew': 'document.open(); document.close()',
  'the document opened anew, by another’s method': "document.implementation.createHTMLDocument('').open.call(document)",
  'a window': "new (window.open('about:blank').RTCPeerConnection)()",
  'a worker':
    "await new Promise((resolve, reject) => { const worker = new Worker(document.querySelector('script[src]').src); worker.onerror = reject; worker.onmessage = resolve })"
}

const madeFrame =
  "const made = (element) => { if (!(element instanceof Element)) throw new Error('no element'); if (/^(div|p)$/.test(element.tagName.toLowerCase())) throw new Error('harmless') }"

test('no script in the page can make a frame, and so none gets WebRTC back', async ({ hearth }) => {
  await expect(hearth.composer).toBeVisible()
  const outcomes: Record<string, unknown> = {}
  for (const [name, script] of Object.entries(frames))
    outcomes[name] = await hearth.page.evaluate(`(async () => { ${madeFrame}; ${script} })().then(() => 'made', () => 'refused')`)
  expect(outcomes).toEqual(Object.fromEntries(Object.keys(frames).map((name) => [name, 'refused'])))
  expect(await hearth.page.evaluate(() => window.length)).toBe(0)
  expect(hearth.page.frames()).toHaveLength(1)
  hearth.problems.length = 0
})

test('no script in the page can make a Trusted Types policy, nor get text past it', async ({ hearth }) => {
  await expect(hearth.composer).toBeVisible()
  const made = await hearth.page.evaluate(() => {
    const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
    const same = (text: string): string => text
    return ['default', 'x', 'react', ''].filter((name) => {
      try {
        trustedTypes.createPolicy(name, { createHTML: same, createScript: same, createScriptURL: same })
        return true
      } catch {
        return false
      }
    })
  })
  expect(made).toEqual([])
  const wrote = await hearth.page.evaluate(
    `(() => { try { document.body.innerHTML += '<p>x'; return 'wrote' } catch { return 'refused' } })()`
  )
  expect(wrote).toBe('refused')
  hearth.problems.length = 0
})
