import type { Page } from '@playwright/test'

/** Things that a hostile page could try against a server on this computer. Each returns `refused`, or what it achieved. */
export function hostileProbes(port: number): { name: string; run: (page: Page) => Promise<string> }[] {
  const url = `http://127.0.0.1:${port}/probe`
  return [
    ...elements(url).map(([name, tag, attributes]) => ({ name, run: (page: Page) => page.evaluate(addElement, { tag, attributes }) })),
    ...Object.entries(scripts(url)).map(([name, script]) => ({ name, run: (page: Page) => page.evaluate<string>(settled(script)) })),
    ...Object.entries(steps(url)).map(([name, script]) => ({ name, run: (page: Page) => page.evaluate<string>(afterTwoFrames(script)) }))
  ]
}

/** Elements that would load something. */
const elements = (url: string): [name: string, tag: string, attributes: Record<string, string>][] => [
  ['img', 'img', { src: url }],
  ['img srcset', 'img', { srcset: `${url} 2x` }],
  ['style sheet', 'link', { rel: 'stylesheet', href: url }],
  ['style attribute', 'div', { style: `background: url(${url})` }],
  ['iframe', 'iframe', { src: url }],
  ['video', 'video', { src: url }],
  ['audio', 'audio', { src: url }],
  ['object', 'object', { data: url }],
  ['embed', 'embed', { src: url, type: 'text/html' }],
  ['prefetch', 'link', { rel: 'prefetch', href: url }],
  ['preload', 'link', { rel: 'preload', as: 'image', href: url }]
]

function addElement({ tag, attributes }: { tag: string; attributes: Record<string, string> }): Promise<string> {
  return new Promise<string>((resolve) => {
    let made: HTMLElement
    try {
      made = document.createElement(tag)
    } catch {
      return resolve('refused') // an element that the page cannot make
    }
    made.addEventListener('error', () => resolve('refused'))
    // A frame that was blocked says `load` too; its violation comes first.
    made.addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => resolve('loaded'))))
    document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true })
    try {
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    } catch {
      resolve('refused') // an address that only a trusted type may set
    }
    document.body.append(made)
  })
}

/** Expressions that would succeed: a promise that resolves, or a value. */
const scripts = (url: string): Record<string, string> => ({
  fetch: `fetch('${url}')`,
  'fetch without CORS': `fetch('${url}', { mode: 'no-cors' })`,
  'fetch of a file': `fetch('file:///etc/passwd')`,
  'fetch of another host of the same scheme': `fetch('app://elsewhere/index.html')`,
  XMLHttpRequest: `new Promise((resolve, reject) => { const request = new XMLHttpRequest(); request.open('GET', '${url}'); request.onload = resolve; request.onerror = reject; request.send() })`,
  WebSocket: `new Promise((resolve, reject) => { const socket = new WebSocket('${url.replace('http', 'ws')}'); socket.onopen = resolve; socket.onerror = reject })`,
  EventSource: `new Promise((resolve, reject) => { const source = new EventSource('${url}'); source.onopen = resolve; source.onerror = () => { source.close(); reject() } })`,
  import: `import('${url}')`,
  'import of a data URL': `import('data:text/javascript,export default 1')`,
  Worker: `new Worker('${url}')`,
  'worker of a blob': `new Worker(URL.createObjectURL(new Blob(['1'])))`,
  'service worker': `navigator.serviceWorker.register('/index.html')`,
  'script element': `document.body.append(Object.assign(document.createElement('script'), { src: '${url}' }))`,
  innerHTML: `document.createElement('div').innerHTML = '<img src="${url}">'`,
  'document.write': `document.write('<img src="${url}">')`,
  RTCPeerConnection: 'new RTCPeerConnection()',
  'window.open': `Promise.resolve(window.open('${url}')).then((opened) => opened ?? Promise.reject())`,
  'window.open of an empty page': `Promise.resolve(window.open('about:blank')).then((opened) => opened ?? Promise.reject())`
})

const settled = (script: string): string => `(async () => ${script})().then(() => 'succeeded', () => 'refused')`

/** Statements that say nothing about their success: the page is still there afterwards, and nobody knocked at the server. */
const steps = (url: string): Record<string, string> => ({
  sendBeacon: `navigator.sendBeacon('${url}', 'x')`,
  'a[ping]': `Object.assign(document.createElement('a'), { href: '/index.html#', ping: '${url}' }).click(); history.replaceState(null, '', '/index.html')`,
  'a[download]': `Object.assign(document.createElement('a'), { href: '${url}', download: 'x' }).click()`,
  'a[download] of a blob': `Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x' }).click()`,
  'a[target]': `Object.assign(document.createElement('a'), { href: '${url}', target: '_blank' }).click()`,
  form: `{ const form = Object.assign(document.createElement('form'), { action: '${url}' }); document.body.append(form); form.submit(); form.remove() }`,
  location: `location.href = '${url}'`,
  'location of a data URL': `location.href = 'data:text/html,x'`,
  'location of a file': `location.href = 'file:///etc/passwd'`,
  'meta refresh': `{ const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=${url}' }); document.head.append(meta); meta.remove() }`
})

/**
 * Runs statements, and then waits for a call of the page to main and for two frames, in which a navigation that was let through begins and
 * ends this page. Returns `refused`.
 */
export const afterTwoFrames = (script: string): string =>
  `(async () => {
    ${script}
    await window.hearth.call('app.start', {})
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    return 'refused'
  })()`
