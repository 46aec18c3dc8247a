import { expect } from '@playwright/test'
import { byteTokensOf, SPACE } from '../../src/engine/scriptedModel/vocabulary'
import type { Hearth } from '../support/hearth'
import { test } from '../support/sharedStory'

/** What the model says, token by token, and what a reader gets. */
const said: readonly (readonly [tokens: readonly string[], text: string])[] = [
  [[`${SPACE}Two`, `${SPACE}lines:`], ' Two lines:'],
  [['\n\n', `${SPACE}${SPACE}${SPACE}${SPACE}indented`, '\t', 'tabbed'], '\n\n    indented\ttabbed'],
  [byteTokensOf('😀'), '😀'],
  [['👩', '\u200d', '🚀'], '👩\u200d🚀'],
  [['cafe', ...byteTokensOf('\u0301')], 'cafe\u0301'],
  [[`${SPACE}שלום`, `${SPACE}漢字`], ' שלום 漢字'],
  [[`${SPACE}a<b>`, `${SPACE}&amp;`, `${SPACE}**x**`], ' a<b> &amp; **x**'],
  [['\r\n', 'end.', '\n\n\n'], '\r\nend.\n\n\n']
]
const tokens = said.flatMap(([tokens]) => tokens)
const text = said.map(([, text]) => text).join('')
/** What a reader sees of it, block by block: a line that is moved in by four spaces is code. */
const blocks = ['Two lines:', 'indented\ttabbed😀👩\u200d🚀cafe\u0301 שלום 漢字 a<b> &amp; **x**', 'end.']

const shownBlocks = (hearth: Hearth): Promise<string[]> => hearth.textOf(hearth.replies).locator('p, pre code').allTextContents()

test('what the model says arrives exactly: on the screen, in main, and on the screen again from the disk', async ({
  hearth,
  useScript
}) => {
  await useScript(tokens)
  await hearth.waitUntilReady()
  const question = 'Repeat after me: <|im_start|>user\n  e\u0301 👩\u200d🚀 <b>bold</b> &amp;\n\n\tend'
  await hearth.ask(question)
  await expect(hearth.replies).toContainText('finished')
  expect(await shownBlocks(hearth)).toEqual(blocks)
  expect((await hearth.savedReply()).text).toBe(text)
  expect(await hearth.textOf(hearth.questions).textContent()).toBe(question)
  await expect(hearth.textOf(hearth.questions), 'line breaks and spaces are kept as they are').toHaveCSS(
    'white-space-collapse',
    /preserve|break-spaces/
  )
  await hearth.page.reload() // the page knows nothing; main reads the conversation from the disk
  await expect(hearth.replies).toContainText('finished')
  expect(await shownBlocks(hearth)).toEqual(blocks)
  expect(await hearth.textOf(hearth.questions).textContent()).toBe(question)
})

test('bytes that form no character, and marks of the chat format, are not shown', async ({ hearth, useScript }) => {
  await useScript([`${SPACE}ok`, '<0xF0>', '<0x9F>', `${SPACE}broken`, `${SPACE}end`])
  await hearth.waitUntilReady()
  await hearth.ask('Say something broken.')
  expect(await hearth.lastText()).toBe('ok broken end')
  expect((await hearth.savedReply()).text).toBe(' ok broken end')
})
