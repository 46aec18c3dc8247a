import { expect, type Page } from '@playwright/test'
import { connect } from 'node:net'
import { cannotExercise } from '../../scripts/exercised.mjs'
import type { Bridge } from '../../src/shared/contract/bridge'
import type { Hearth } from '../support/hearth'
import { childrenOf } from '../support/processes'
import { hostileProbes } from '../support/hostileProbes'
import { internetSockets, statusField } from '../support/linuxProcess'
import { LoopbackServer } from '../support/loopbackServer'
import { test } from '../support/sharedStory'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

const pagePid = (hearth: Hearth): Promise<number> =>
  hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)

/** What `window.hearth.call` answers to anything at all. */
const callWith = async (page: Page, name: unknown, input: unknown): Promise<unknown> =>
  JSON.parse(
    await page.evaluate(
      ([name, input]) => (window as unknown as { hearth: Bridge }).hearth.call(name as never, input as never),
      [name, input]
    )
  )

test('the page runs in Chromium’s sandbox', async ({ hearth }) => {
  const reason = cannotExercise('linux') ?? cannotExercise('userNamespace')
  test.skip(reason !== undefined, reason)
  const pid = await pagePid(hearth)
  expect(childrenOf(hearth.mainPid)).toContain(pid)
  expect(statusField(pid, 'Seccomp')).toBe('2')
  expect(statusField(pid, 'NoNewPrivs')).toBe('1')
  expect(BigInt(`0x${statusField(pid, 'CapEff')}`)).toBe(0n)
})

test('the page has nothing of Node or Electron but the two functions of the bridge', async ({ hearth }) => {
  const { app, page } = hearth
  const names = [
    'require',
    'process',
    'module',
    'exports',
    'Buffer',
    'global',
    'electron',
    'ipcRenderer',
    'RTCPeerConnection',
    'webkitRTCPeerConnection'
  ]
  expect(await page.evaluate((names) => names.filter((name) => name in window), names)).toEqual([])
  expect(
    await page.evaluate(() => Object.entries((window as unknown as { hearth: Bridge }).hearth).map(([name, value]) => [name, typeof value]))
  ).toEqual([
    ['call', 'function'],
    ['onEvent', 'function']
  ])
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true
  })
})

test('the page comes from its own origin, with the strict policy in the header, and nothing else does', async ({ hearth }) => {
  expect(hearth.page.url()).toBe('app://bundle/index.html')
  const headers = await hearth.page.evaluate(async () => Object.fromEntries((await fetch(location.href)).headers))
  expect(headers).toMatchObject({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer'
  })
  const status = (path: string, method = 'GET'): Promise<number> =>
    hearth.page.evaluate(async ([path = '', method = '']) => (await fetch(path, { method })).status, [path, method])
  const outside = ['/missing.js', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json', '/%ff', '/%00', '/']
  for (const path of outside) expect(await status(path), path).toBe(404)
  expect(await status('/index.html', 'POST')).toBe(404)
  expect(await status('/index.html')).toBe(200)
  hearth.problems.splice(0, Infinity, ...hearth.problems.filter((problem) => !problem.includes('status of 404')))
})

test('a whole chat does not once touch the policy', async ({ hearth }) => {
  await hearth.page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`)
    )
  })
  await expect(hearth.composer).toBeVisible()
  await hearth.page.reload()
  await hearth.waitUntilReady()
  await hearth.ask('Say one short word.')
  await hearth.page.getByRole('button', { name: /^Model: / }).click()
  await expect(hearth.page.getByRole('menuitemradio', { name: /^scripted/ })).toBeVisible()
  await hearth.page.keyboard.press('Escape')
  await hearth.button('Send').hover()
  await hearth.conversations.first().hover()
  await hearth.page.getByRole('button', { name: 'Delete' }).click()
  await hearth.button('Undo').click()
  await expect(hearth.replies).toHaveCount(1)
})

test('no hostile thing that a page could try reaches a server, opens a window or leaves the page', async ({ hearth }) => {
  const server = await LoopbackServer.start()
  await new Promise((resolve) => connect(server.port, '127.0.0.1').on('close', resolve).on('error', resolve))
  expect(server.hits, 'the server counts').toBe(1)

  const here = hearth.page.url()
  for (const { name, run } of hostileProbes(server.port)) {
    expect(await run(hearth.page), name).toBe('refused')
    expect(hearth.page.url(), name).toBe(here)
  }
  expect(
    await hearth.app.evaluate(({ BrowserWindow, webContents }) => [
      BrowserWindow.getAllWindows().length,
      webContents.getAllWebContents().length
    ])
  ).toEqual([1, 1])
  // Not by a locator: those wait for the navigations that were refused.
  expect(await hearth.page.evaluate(() => document.querySelector('textarea')?.ariaLabel)).toBe('Message')
  expect(server.hits).toBe(1)
  await server.stop()
  hearth.problems.length = 0 // each refusal was written to the console
})

test('permissions are refused without asking', async ({ hearth }) => {
  const { page } = hearth
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage']
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state))
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  const asked = (ask: () => Promise<unknown>): Promise<string> =>
    page.evaluate(ask).then(
      () => 'granted',
      () => 'refused'
    )
  expect(await asked(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true }))).toBe('refused')
  expect(await asked(() => navigator.mediaDevices.getDisplayMedia())).toBe('refused')
  expect(await asked(() => navigator.clipboard.readText())).toBe('refused')
  expect(await asked(() => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)))).toBe('refused')
})

test('a call that is not in the contract, or not as it says, is answered with a refusal', async ({ hearth }) => {
  const { page } = hearth
  const unknown = { ok: false, error: { code: 'request.unknown' } }
  const invalid = { ok: false, error: { code: 'request.invalid' } }
  for (const name of ['app.quit', 'constructor', '__proto__', '', 7, null, ['app.start']])
    expect(await callWith(page, name, {}), String(name)).toMatchObject(unknown)
  const inputs: [string, unknown][] = [
    ['app.start', null],
    ['conversation.open', {}],
    ['conversation.open', { conversationId: '../../etc/passwd' }],
    ['model.load', { modelId: '' }],
    ['generation.send', { conversationId: null, parentId: null, text: 7 }],
    ['generation.send', { conversationId: null, parentId: null, text: 'x'.repeat(1_000_001) }],
    ['clipboard.write', { text: '', html: 7 }]
  ]
  for (const [name, input] of inputs) expect(await callWith(page, name, input), name).toMatchObject(invalid)
  expect(await callWith(page, 'model.load', { modelId: '/etc/passwd' })).toMatchObject({ ok: false, error: { code: 'model.notFound' } })
  expect(await callWith(page, 'generation.stop', { generationId: '00000000-0000-7000-8000-000000000000' })).toEqual({
    ok: true,
    value: null
  })
})

test('only the main frame of our own page is heard', async ({ hearth }) => {
  const { app, page } = hearth
  const answer = await app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
    await foreign.loadURL('data:text/html,<h1>Not ours</h1>')
    const answer = (await foreign.webContents.executeJavaScript('window.hearth.call("app.start", {})')) as string
    foreign.destroy()
    return answer
  })
  expect(JSON.parse(answer)).toMatchObject({ ok: false, error: { code: 'request.untrusted' } })
  expect(await callWith(page, 'app.start', {})).toMatchObject({ ok: true })
  // Where the page’s own script cannot make a frame, another world can: such a frame has no bridge either. It costs the page: Hearth loads it again.
  await page.evaluate(() => Object.assign(window, { isOld: true }))
  const inFrame = await app.evaluate(({ BrowserWindow }) => {
    const script = "'hearth' in document.body.appendChild(document.createElement('iframe')).contentWindow"
    return BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScriptInIsolatedWorld(7, [{ code: script }]) as Promise<boolean>
  })
  expect(inFrame, 'a frame within our page has no bridge').toBe(false)
  await expect.poll(() => page.evaluate(() => 'isOld' in window).catch(() => true)).toBe(false)
})

test('no process of Hearth has a socket to anywhere but this computer, and the engine has none at all', async ({ hearth }) => {
  const reason = cannotExercise('linux')
  test.skip(reason !== undefined, reason)
  await hearth.waitUntilReady()
  await hearth.ask('Say one short word.')
  const loopback = /^tcp 0100007F:[0-9A-F]{4} 0{8}:0000$|^tcp 0100007F:[0-9A-F]{4} 0100007F:[0-9A-F]{4}$/ // the tests’ own way in
  await hearth.call('model.list', {}) // its reader ends when nobody asks
  expect(hearth.readerPids()).toHaveLength(1)
  const everybody = [hearth.mainPid, ...childrenOf(hearth.mainPid)]
  expect(everybody.flatMap(internetSockets).filter((socket) => !loopback.test(socket))).toEqual([])
  const engines = await hearth.enginePids()
  expect(engines).toHaveLength(1)
  const inherited = internetSockets(hearth.mainPid) // the same way in, which Chromium leaves open for its children
  expect(engines.flatMap(internetSockets).filter((socket) => !inherited.includes(socket))).toEqual([])
})
