import { expect } from '@playwright/test'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { root, type Hearth } from '../support/hearth'
import { LoopbackServer } from '../support/loopbackServer'
import { test } from '../support/sharedStory'

const MOST_SCRIPT_AT_START = 900_000 // bytes
const code = 'const total = prices.map((price) => price * 2) // in cents\nif (total.length > 1) {\n\treturn `${total}`\n}'

/** Stand-ins for the dialog and for the programs of the system, and what they were given. `answer`: the button that is pressed. */
const standIn = (hearth: Hearth, answer: number) =>
  hearth.app.evaluate(({ dialog, shell }, answer) => {
    const given: { asked: string[]; opened: string[] } = { asked: [], opened: [] }
    const { showMessageBox } = dialog // eslint-disable-line @typescript-eslint/unbound-method
    const { openExternal } = shell // eslint-disable-line @typescript-eslint/unbound-method
    const real = { showMessageBox, openExternal }
    Object.assign(globalThis, { given, real: (globalThis as { real?: object }).real ?? real })
    Object.assign(dialog, {
      showMessageBox: (_window: unknown, { message, detail }: { message: string; detail: string }) => {
        given.asked.push(`${message} ${detail}`)
        return Promise.resolve({ response: answer })
      }
    })
    Object.assign(shell, {
      openExternal: (url: string) => {
        given.opened.push(url)
        return Promise.resolve()
      }
    })
  }, answer)
/** The shared application goes on without them. */
const takeAway = (hearth: Hearth) =>
  hearth.app.evaluate(({ dialog, shell }) => {
    const { real } = globalThis as unknown as { real: { showMessageBox: unknown; openExternal: unknown } }
    const { showMessageBox, openExternal } = real
    Object.assign(dialog, { showMessageBox })
    Object.assign(shell, { openExternal })
  })
const given = (hearth: Hearth) =>
  hearth.app.evaluate(() => (globalThis as unknown as { given: { asked: string[]; opened: string[] } }).given)

test('a link shows where it leads, is opened only after main has asked, and not when the person does not want it', async ({
  hearth,
  useScript
}) => {
  const server = await LoopbackServer.start()
  const address = `http://127.0.0.1:${server.port}/page`
  await useScript(` Read [bank.example](${address}) and [this](javascript:alert) and ![a cat](${address}.png) here.`)
  await hearth.ask('Where?')
  const link = hearth.replies.getByRole('link')
  await expect(link, 'what is not to be opened is no link').toHaveCount(1)
  await expect(link).toHaveText(`bank.example (127.0.0.1:${server.port})`)
  await expect(hearth.replies.getByRole('img', { name: `Image: a cat, 127.0.0.1:${server.port}` })).toBeVisible()

  await standIn(hearth, 1)
  await link.click()
  await expect.poll(async () => (await given(hearth)).asked.length).toBe(1)
  expect((await given(hearth)).asked[0]).toContain(`Open “127.0.0.1:${server.port}” in your browser? ${address}`)

  await standIn(hearth, 0)
  await link.focus()
  await expect(hearth.page.locator('.tooltip.address'), 'the keyboard sees the address too').toHaveText(address)
  await hearth.page.keyboard.press('Enter')
  await expect.poll(async () => (await given(hearth)).opened).toEqual([address])
  await link.click({ button: 'middle' })
  await link.click({ modifiers: ['Control'] })
  await expect.poll(async () => (await given(hearth)).opened).toEqual([address, address])
  expect(hearth.page.url()).toMatch(/^app:\/\/bundle\/index\.html/)
  expect(server.hits, 'Hearth itself asked for nothing').toBe(0)
  await server.stop()
  await takeAway(hearth)
})

test('code is coloured as the theme says, and copied as it was written', async ({ hearth, useScript }) => {
  await useScript(` See:\n\n\`\`\`ts\n${code}\n\`\`\`\n\nDone.`)
  await hearth.ask('How?')
  const block = hearth.replies.getByRole('group', { name: 'Code, TypeScript' })
  await expect(block.locator('.token-comment')).toHaveText('// in cents')
  const colour = (name: string): Promise<string> =>
    block
      .locator(name)
      .first()
      .evaluate((element) => getComputedStyle(element).color)
  expect(new Set([await colour('.token-comment'), await colour('.token-keyword'), await colour('.token-string')]).size).toBe(3)
  expect((await block.textContent())?.trimEnd()).toBe(code)
  await hearth.replies.getByRole('button', { name: 'Copy code' }).click()
  await expect(hearth.status).toHaveText(/Copied/)
  expect(await hearth.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(code)
  await hearth.page.reload()
  await expect(block.locator('.token-comment'), 'also when the chat is opened again').toHaveText('// in cents')
})

test('the head of long code stays in reach while the code scrolls by', async ({ hearth, useScript }) => {
  // Blank lines make it tall with few tokens, and nothing in it repeats itself.
  const names = [
    'alpha',
    'beta',
    'gamma',
    'delta',
    'epsilon',
    'zeta',
    'eta',
    'theta',
    'iota',
    'kappa',
    'lambda',
    'mu',
    'nu',
    'xi',
    'omicron'
  ]
  await useScript(` See:\n\n\`\`\`py\n${names.map((name, n) => `${name} = ${n * n}`).join('\n\n\n\n')}\n\`\`\`\n\nThe end.`)
  await hearth.ask('How?')
  await hearth.replies.getByText('The end.').scrollIntoViewIfNeeded()
  const copy = hearth.replies.getByRole('button', { name: 'Copy code' })
  const aboveHead = () =>
    copy.evaluate((button) => {
      const head = button.closest('.code-head')?.getBoundingClientRect().top ?? NaN
      return Math.round(head - (button.closest('[role=log]')?.getBoundingClientRect().top ?? NaN))
    })
  await expect
    .poll(async () => Math.abs(await aboveHead()), { message: 'the head is at the edge of the transcript' })
    .toBeLessThanOrEqual(1)
  await copy.click()
  await expect(hearth.status).toHaveText(/Copied/)
})

test('formulas are set under the policy of the page, with their own type', async ({ hearth, useScript }) => {
  const formulas = [
    '\\frac{a}{b} + \\vec{x}',
    '\\pmb{x} \\fcolorbox{red}{white}{y}',
    '\\left(\\begin{matrix}1\\\\2\\\\3\\\\4\\\\5\\\\6\\\\7\\end{matrix}\\right)'
  ]
  await useScript(` So $x^2$ and $\\broken{$ and:\n\n${formulas.map((formula) => `$$\n${formula}\n$$\n`).join('\n')}`)
  await hearth.ask('What?')
  await expect(hearth.replies.locator('.formula.block .katex-display')).toHaveCount(3)
  await expect(hearth.replies.locator('.formula:not(.block) .katex')).toHaveCount(1)
  const fonts = () =>
    hearth.page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family))
  await expect.poll(fonts).toContain('KaTeX_Main')
  // That nothing was refused by the policy is looked at after each story.
})

test('what is not needed for the first picture is not loaded for it', async ({ hearth }) => {
  await hearth.page.reload()
  await hearth.waitUntilReady()
  const scripts = await hearth.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js'))
  )
  const bytes = scripts.map((path) => statSync(join(root, 'out', 'renderer', path)).size)
  expect(bytes.length).toBeGreaterThan(0)
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(MOST_SCRIPT_AT_START)
})
