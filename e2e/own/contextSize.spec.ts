import { expect, type Locator } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import type { Hearth } from '../support/hearth'
import { loadScript, loadTiny, writeSettings } from '../support/preset'
import { test } from '../support/story'

const meter = ({ page }: Hearth): Locator => page.getByRole('meter', { name: 'Context used' })
const limit = async (hearth: Hearth): Promise<number> => Number(await meter(hearth).getAttribute('aria-valuemax'))
const group = ({ page }: Hearth): Locator => page.getByRole('radiogroup', { name: 'Context size' })
const size = (hearth: Hearth, name: string): Locator => group(hearth).getByRole('radio', { name, exact: true })
/** Of a context that belongs to the engine: a few tokens are kept for chat formats. */
const SPARE = 8

async function openSizes(hearth: Hearth): Promise<void> {
  await hearth.button(/^Context used: /).click()
  await expect(group(hearth)).toBeVisible()
}

async function load(hearth: Hearth, name: string, button: string): Promise<void> {
  await size(hearth, name).click()
  await hearth.button(button).click()
}

test('a context is raised: the chat stays, the meter has more room, the next start has it too, and Automatic takes it back', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' Noted, and thank you.', { contextLength: 32_768 })
  let hearth = await launch()
  await hearth.waitUntilReady()
  await expect.poll(() => limit(hearth)).toBe(8_192 - SPARE)
  await hearth.ask('Remember this.')
  await openSizes(hearth)
  await expect(size(hearth, 'Automatic')).toBeChecked()
  await expect(size(hearth, '16,384 tokens')).toHaveAccessibleDescription(/^Up to \d+ MB more memory$/)
  await load(hearth, '16,384 tokens', 'Load with 16,384 tokens')
  await expect.poll(() => limit(hearth)).toBe(16_384 - SPARE)
  await expect(size(hearth, '16,384 tokens')).toBeChecked()
  await expect(size(hearth, '16,384 tokens'), 'the focus stays in the control').toBeFocused()
  await expect(hearth.questions).toHaveCount(1)
  await hearth.ask('And this.')
  expect(await hearth.lastText()).toBe('Noted, and thank you.')
  await hearth.close()

  hearth = await launch()
  await hearth.waitUntilReady()
  await expect.poll(() => limit(hearth)).toBe(16_384 - SPARE)
  await openSizes(hearth)
  await load(hearth, 'Automatic', 'Load with the automatic size')
  await expect.poll(() => limit(hearth)).toBe(8_192 - SPARE)
  await hearth.close()

  hearth = await launch()
  await hearth.waitUntilReady()
  await expect.poll(() => limit(hearth)).toBe(8_192 - SPARE)
})

test('the tiny model has the context that is typed, and answers with it', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  const hearth = await launch()
  await hearth.waitUntilReady()
  await openSizes(hearth)
  const field = hearth.page.getByRole('spinbutton', { name: 'Context size' })
  await field.fill('3000')
  await field.press('Enter')
  await expect(size(hearth, '3,072 tokens'), 'the nearest whole step').toBeChecked()
  await hearth.button('Load with 3,072 tokens').click()
  await expect.poll(() => limit(hearth)).toBe(3_072 - SPARE)
  await hearth.ask('How many days are in a week?')
  await load(hearth, '8,192 tokens', 'Load with 8,192 tokens')
  await expect.poll(() => limit(hearth)).toBe(8_192 - SPARE)
})

test('a chat that asks what to do is answered once the context is raised, with nothing left out', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' Noted, and thank you.', { contextLength: 4_096 })
  writeSettings(dataDir, { modelId: 'folder:scripted.gguf', contextSizes: { 'folder:scripted.gguf': 2_048 } })
  const hearth = await launch()
  await hearth.waitUntilReady()
  await expect.poll(() => limit(hearth)).toBe(2_048 - SPARE)
  await hearth.ask('First: ' + 'abc '.repeat(460))
  await hearth.button(/^Context used: /).click()
  await hearth.page.getByRole('radio', { name: 'Ask me' }).click()
  await hearth.button('Close').click()
  await hearth.write('Second: ' + 'abc '.repeat(460))
  await expect(hearth.transcript.getByRole('alert')).toContainText('The chat is longer than the model can read at once')
  await hearth.button('Raise the context').click()
  await expect(size(hearth, '2,048 tokens')).toBeFocused()
  await expectAccessible(hearth.page, 'a chat that asks, with the size of the context')
  await load(hearth, '4,096 tokens', 'Load with 4,096 tokens')
  await expect.poll(() => limit(hearth)).toBe(4_096 - SPARE)
  await expect(hearth.button('Raise the context'), 'there is no longer one').toHaveCount(0)
  await hearth.button('Continue').click()
  await expect(hearth.replies.last()).toContainText('Noted, and thank you.')
  await expect(hearth.replies).toHaveCount(2)
  expect((await hearth.savedReply()).contextStartId).toBeNull()
})

test('a context that does not fit says so before, leaves the model as it was, and can be tried', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' Hello.', { contextLength: 32_768 })
  const hearth = await launch({ env: { HEARTH_ENGINE: 'fake', HEARTH_TEST_FREE_MEMORY: '1000000' } })
  await hearth.waitUntilReady()
  await openSizes(hearth)
  await expect(size(hearth, '32,768 tokens')).toHaveAccessibleDescription(/may not fit into what is free now$/)
  await size(hearth, '32,768 tokens').click()
  await expect(hearth.page.getByText('There may be too little free memory for this.')).toBeVisible()
  await hearth.button('Load with 32,768 tokens all the same').click()
  await expect(hearth.page.getByRole('alert')).toContainText('“scripted” could not be loaded with a context of 32,768 tokens.')
  await hearth.waitUntilReady()
  await expect(size(hearth, 'Automatic')).toBeChecked()
  await expect.poll(() => hearth.call('model.contextSizes', { also: null })).toMatchObject({ chosen: null })
})

test('a start with a context that does not fit any more has a model that answers, and says why it has less', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' Hello.', { contextLength: 32_768 })
  writeSettings(dataDir, { modelId: 'folder:scripted.gguf', contextSizes: { 'folder:scripted.gguf': 32_768 } })
  const hearth = await launch({ env: { HEARTH_ENGINE: 'fake' } })
  await hearth.waitUntilReady()
  await expect(hearth.banners).toContainText('“scripted” could not be used with the context of 32,768 tokens that you chose.')
  await expect.poll(() => limit(hearth)).toBe(8_192)
  await openSizes(hearth)
  await expect(hearth.page.getByText('The model could not be used with 32,768 tokens.')).toBeVisible()
  await hearth.ask('Hello')
})
