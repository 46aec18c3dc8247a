import { expect, type Locator } from '@playwright/test'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hearth } from '../support/hearth'
import { loadTiny } from '../support/preset'
import { test } from '../support/story'

const free = { HEARTH_TEST_SAMPLING: '' } // nothing is fixed, as for people
const ASKED = 'Write a story about a boat.'

const inspector = ({ page }: Hearth): Locator => page.getByRole('complementary', { name: 'Inspector' })
const field = (hearth: Hearth, name: string): Locator => inspector(hearth).getByRole('spinbutton', { name })
const set = async (hearth: Hearth, name: string, value: string): Promise<void> => {
  await field(hearth, name).fill(value)
  await field(hearth, name).press('Enter')
}
const presetButton = (hearth: Hearth): Locator => inspector(hearth).getByRole('button', { name: /^Preset: / })
const settingsOfLast = async (hearth: Hearth) => (await hearth.savedReply()).parts.at(-1)?.settings

/** What the dialogs of the system answer from now on. */
const answerDialogs = ({ app }: Hearth, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, {
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath }),
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    })
  }, path)

test('what is set beside a chat is what its next reply is made with, also after a restart; other chats have their own', async ({
  dataDir,
  launch
}) => {
  loadTiny(dataDir)
  let hearth = await launch({ env: free })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await expect(inspector(hearth).getByRole('tab', { name: 'Generation' })).toBeFocused()

  // Chosen before the first message.
  await set(hearth, 'Maximum tokens', '6')
  await set(hearth, 'Temperature', '0,5')
  await set(hearth, 'Seed', '7')
  await hearth.composer.fill(ASKED)
  await hearth.button('Send').click()
  await hearth.waitUntilReplied()
  await expect(hearth.replies.last()).toContainText('6 tokens')
  await expect(hearth.replies.last()).toContainText('length limit')
  const first = await hearth.lastText()
  expect(await settingsOfLast(hearth)).toMatchObject({ maxTokens: 6, temperature: 0.5 })

  // The same seed writes the same, another one something else; a slider moves what its field says.
  await hearth.button('Try again').click()
  await expect(hearth.replies).toContainText('2 of 2')
  await hearth.waitUntilReplied()
  expect(await hearth.lastText()).toBe(first)
  await set(hearth, 'Temperature', '2')
  await inspector(hearth).getByRole('slider', { name: 'Top K' }).fill('15')
  await expect(field(hearth, 'Top K')).toHaveValue('1000')
  await set(hearth, 'Seed', '8')
  await hearth.button('Try again').click()
  await expect(hearth.replies).toContainText('3 of 3')
  await hearth.waitUntilReplied()
  expect(await hearth.lastText()).not.toBe(first)
  await hearth.close()

  hearth = await launch({ env: free })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await expect(field(hearth, 'Seed')).toHaveValue('8')
  await expect(field(hearth, 'Temperature')).toHaveValue('2')
  await expect(inspector(hearth).getByRole('button', { name: 'Preset: Recommended, changed' })).toBeVisible()
  await hearth.button('New chat').first().click()
  await expect(field(hearth, 'Seed')).toHaveValue('')
  await hearth.open(ASKED)
  await expect(field(hearth, 'Seed')).toHaveValue('8')

  // One setting is reset, then all, and all come back.
  await inspector(hearth)
    .getByRole('button', { name: /^Reset “Seed”/ })
    .press('Enter')
  await expect(field(hearth, 'Seed')).toHaveValue('')
  await expect(field(hearth, 'Seed'), 'the button is gone; what it stood beside has the focus').toBeFocused()
  await inspector(hearth).getByRole('button', { name: 'Reset all' }).click()
  await expect(field(hearth, 'Temperature')).not.toHaveValue('2')
  await hearth.toasts.getByRole('button', { name: 'Undo' }).click()
  await expect(field(hearth, 'Temperature')).toHaveValue('2')
  await expect(field(hearth, 'Maximum tokens')).toHaveValue('6')
})

test('a value that cannot be is refused in a sentence at its field, and the last one counts', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  const hearth = await launch({ env: free })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await set(hearth, 'Maximum tokens', '5')
  await set(hearth, 'Maximum tokens', 'plenty')
  await expect(inspector(hearth).getByRole('alert')).toHaveText(
    '“plenty” is not a number. Maximum tokens goes from 1 to 1,000,000; 5 is still used.'
  )
  await hearth.ask(ASKED)
  expect(await settingsOfLast(hearth)).toMatchObject({ maxTokens: 5 })
})

test('the system prompt and the stop texts of a chat reach the model, and are typed to the last key before Hearth is closed', async ({
  launch
}) => {
  let hearth = await launch({ env: { ...free, HEARTH_ENGINE: 'fake' } })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  const prompt = inspector(hearth).getByRole('textbox', { name: 'System prompt' })
  await prompt.fill('Write in')
  await prompt.pressSequentially(' rhymes')
  await hearth.close()

  hearth = await launch({ env: { ...free, HEARTH_ENGINE: 'fake' } })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await expect(inspector(hearth).getByRole('textbox', { name: 'System prompt' })).toHaveValue('Write in rhymes')
  const stop = inspector(hearth).getByRole('textbox', { name: 'New stop text' })
  await stop.fill(' sit')
  await stop.press('Enter')
  await hearth.ask('Hello')
  expect(await hearth.lastText()).toBe('Lorem ipsum dolor')
  expect((await hearth.opened()).conversation.choice).toMatchObject({ systemPrompt: 'Write in rhymes', settings: { stopTexts: [' sit'] } })
})

test('a preset is saved, used for every chat, exported, deleted, brought back, deleted and imported', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  let hearth = await launch({ env: free })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await set(hearth, 'Maximum tokens', '4')
  await presetButton(hearth).click()
  await hearth.page.getByRole('menuitem', { name: 'Save as a new preset…' }).click()
  await hearth.page.getByRole('textbox', { name: 'Name of the preset' }).fill('Short')
  await hearth.page.keyboard.press('Enter')
  await expect(presetButton(hearth)).toHaveAccessibleName('Preset: Short')
  await inspector(hearth).getByRole('button', { name: 'Use these for every chat' }).click()
  await hearth.ask(ASKED)
  expect(await settingsOfLast(hearth)).toMatchObject({ maxTokens: 4 })
  await hearth.close()

  hearth = await launch({ env: free })
  await hearth.waitUntilReady()
  await hearth.button('New chat').first().click()
  await hearth.ask('And another one.')
  expect(await settingsOfLast(hearth), 'a chat of the next start').toMatchObject({ maxTokens: 4 })

  const path = join(dataDir, 'short.json')
  await answerDialogs(hearth, path)
  await hearth.button('Settings').click()
  const settings = hearth.page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'Generation' }).click()
  await settings.getByRole('button', { name: 'Export “Short”' }).click()
  await expect.poll(() => existsSync(path)).toBe(true)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    format: 'hearth-presets',
    version: 1,
    presets: [{ name: 'Short', systemPrompt: '', settings: { maxTokens: 4 } }]
  })
  const rows = settings.getByRole('list', { name: 'Presets' }).getByRole('listitem')
  await settings.getByRole('button', { name: 'Delete “Short”' }).click()
  await expect(rows).toHaveCount(0)
  await hearth.toasts.filter({ hasText: 'is deleted' }).getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveText(['Short'])
  await settings.getByRole('button', { name: 'Import…' }).click()
  await expect(rows).toHaveText(['Short', 'Short (2)'])

  writeFileSync(path, '{"identifier":"@local:mine","operation":{"fields":[]}}')
  await settings.getByRole('button', { name: 'Import…' }).click()
  await expect(hearth.banners).toContainText('“short.json” is not a file of Hearth’s presets. It may be of another program.')
  await expect(rows).toHaveCount(2)
})

test('an answer keeps to the structure that was chosen, and the structure says where it is wrong', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  let hearth = await launch({ env: free })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  const structure = inspector(hearth).getByRole('radiogroup', { name: 'Structure of the answer' })
  await structure.getByRole('radio', { name: 'JSON by a schema' }).click()
  const schema = inspector(hearth).getByRole('textbox', { name: 'JSON schema' })
  await schema.fill('{ "type": "object", "properties": { "city": { "type": "strin" } } }')
  await schema.blur()
  await expect(inspector(hearth).getByRole('alert')).toContainText('Line 1, column 55: "strin" is not a type.')
  await schema.fill(
    '{ "type": "object", "properties": { "city": { "type": "string", "maxLength": 20 }, "isLarge": { "type": "boolean" } } }'
  )
  await schema.blur()
  await hearth.composer.fill('Name a city.')
  await hearth.button('Send').click()
  await hearth.waitUntilReplied()
  const answer = JSON.parse((await hearth.savedReply()).text) as { city: unknown; isLarge: unknown }
  expect([typeof answer.city, typeof answer.isLarge]).toEqual(['string', 'boolean'])

  // A grammar takes its place, and both are there after a restart.
  await structure.getByRole('radio', { name: 'Grammar (GBNF)' }).click()
  const grammar = inspector(hearth).getByRole('textbox', { name: 'Grammar' })
  await grammar.fill('root ::= "Yes." | "No."')
  await grammar.blur()
  await hearth.button('Try again').click()
  await expect(hearth.replies).toContainText('2 of 2')
  await hearth.waitUntilReplied()
  expect((await hearth.savedReply()).text).toMatch(/^(Yes|No)\.$/)
  await hearth.close()
  hearth = await launch({ env: free })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await expect(inspector(hearth).getByRole('textbox', { name: 'Grammar' })).toHaveValue('root ::= "Yes." | "No."')
})

test('a reply is shown only when it is complete where that is chosen, and Stop shows what there is', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  const hearth = await launch({ env: { ...free, HEARTH_ENGINE: 'fake' } })
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await inspector(hearth).getByRole('switch', { name: 'Show replies when complete' }).click()
  await hearth.write('/long 3000')
  await expect(hearth.replies.last()).toContainText(/\d+ tokens/)
  const text = hearth.replies.last().locator('.message-text')
  await expect.poll(async () => (await hearth.savedReply()).text.length).toBeGreaterThan(100)
  expect(await text.textContent()).toBe('')
  await hearth.stop()
  await expect(text).toContainText('Lorem ipsum')
})

test('what the model wrote is shown below a reply with its special tokens where that is chosen, also after a restart', async ({
  dataDir,
  launch
}) => {
  loadTiny(dataDir)
  // The tiny model may write for minutes where its seed and its length are free.
  const env = { HEARTH_TEST_SAMPLING: JSON.stringify({ seed: 1, maxTokens: 200 }) }
  let hearth = await launch({ env })
  await hearth.waitUntilReady()
  await hearth.ask('hi')
  await hearth.button('Inspector').click()
  await inspector(hearth).getByRole('switch', { name: 'Show special tokens' }).click()
  await hearth.ask('And again?')
  const written = hearth.transcript.getByRole('group', { name: 'As the model wrote it' })
  await expect(written, 'of the replies that are made from then on').toHaveCount(1)
  const { status } = await hearth.savedReply()
  const marks = status.kind === 'complete' && status.reason === 'finished' ? 1 : 0
  await expect(written.locator('mark')).toHaveCount(marks)
  const text = await written.innerText()
  await hearth.close()
  hearth = await launch({ env })
  await hearth.waitUntilReady()
  await expect(hearth.transcript.getByRole('group', { name: 'As the model wrote it' })).toHaveText(text)
})
