import { expect } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, type Hearth } from '../support/hearth'
import { choose } from '../support/menu'
import { addModel } from '../support/models'
import { saveChats, writeSettings } from '../support/preset'
import { test } from '../support/story'
import { continued, letter, outgrown, sampleChats, streaming } from './sampleChats'
import { capture, fake, picture, pose, shoot, themes, withoutPointer } from './studio'

const titled = (hearth: Hearth, { title }: { title: string }): Promise<void> => hearth.open(title)

/** Halts the engine, so that both pictures show the same moment. */
async function whileHalted(hearth: Hearth, work: () => Promise<void>): Promise<void> {
  await hearth.signalEngine('SIGSTOP')
  await work()
  await hearth.signalEngine('SIGCONT')
}

test('first run', async ({ launch }) => {
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await expect(hearth.modelButton).toContainText(/Loading [4-9]\d %/)
  await whileHalted(hearth, async () => {
    await shoot(hearth, 'first-run-loading')
    await hearth.write('Explain the word “serendipity” in two plain sentences.')
    await expect(hearth.page.getByText(/Waiting for the model to load/)).toBeVisible()
    await shoot(hearth, 'waiting-for-model')
  })
})

test('empty page', async ({ launch }) => {
  const hearth = await launch()
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await shoot(hearth, 'empty-ready')
  await hearth.composer.fill('Explain the word “serendipity” in two plain sentences.')
  await shoot(hearth, 'empty-written')
})

test('a reply in the making', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await titled(hearth, sampleChats[1] ?? streaming)
  await hearth.write('/slow-read Now read all of this, please.')
  await expect(hearth.page.getByText(/Reading [1-9]/)).toBeVisible()
  await whileHalted(hearth, () => shoot(hearth, 'reading'))
  await hearth.composer.press('Escape')
  await hearth.waitUntilReplied()
  await hearth.write('/long Go on, please.')
  await expect(hearth.page.getByText(/Writing… \d\d+ tokens/)).toBeVisible()
  await hearth.composer.fill('Something that is written meanwhile')
  await withoutPointer(hearth)
  await whileHalted(hearth, () => shoot(hearth, 'writing'))
  await hearth.composer.fill('')
  await titled(hearth, letter)
  await hearth.write('Make it friendlier.')
  await expect(hearth.button('Remove')).toBeVisible()
  await whileHalted(hearth, () => shoot(hearth, 'queued'))
})

test('a reply that repeats itself', async ({ launch }) => {
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.write('/loop')
  await expect(hearth.replies).toContainText('repeats itself')
  await hearth.page.getByRole('group', { name: 'Repeats what stands above' }).evaluate((part) => part.scrollIntoView())
  await hearth.page.getByRole('log').evaluate((log) => log.scrollBy(0, -200))
  await shoot(hearth, 'repeats')
})

test('a reply that is thought about', async ({ dataDir, launch }) => {
  await saveChats(dataDir, [...sampleChats, continued])
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.write('/think 300')
  await expect(hearth.thoughtButton()).toHaveText(/Thinking… \d\d+ tokens/)
  await whileHalted(hearth, () => shoot(hearth, 'thinking'))
  await hearth.thoughtButton().click()
  await withoutPointer(hearth)
  await whileHalted(hearth, () => shoot(hearth, 'thinking-open'))
  await hearth.waitUntilReplied()
  await shoot(hearth, 'thought-open')
  await shoot(hearth, 'thought-open-narrow', 420, 780)
  await hearth.thoughtButton().click()
  await shoot(hearth, 'thought')
  await hearth.button('New chat').click()
  await hearth.ask('/only-think 40')
  await shoot(hearth, 'only-thought')
  await titled(hearth, continued)
  await hearth.button(/^Written by .* continued by/).click()
  await withoutPointer(hearth)
  await shoot(hearth, 'two-authors')
  await shoot(hearth, 'two-authors-narrow', 420, 780)
})

test('conversations', async ({ dataDir, launch }) => {
  await saveChats(dataDir, [...sampleChats, outgrown])
  const hearth = await launch()
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await titled(hearth, streaming)
  await shoot(hearth, 'finished')
  await hearth.transcript.hover()
  await hearth.page.mouse.wheel(0, -4000)
  await shoot(hearth, 'finished-scrolled-up')
  await titled(hearth, letter)
  await shoot(hearth, 'stopped')
  await titled(hearth, outgrown)
  await shoot(hearth, 'context-boundary')
  await hearth.modelButton.click()
  await expect(hearth.page.getByRole('menu')).toBeVisible()
  await shoot(hearth, 'model-menu')
  await hearth.page.keyboard.press('Escape')
  await choose(hearth, 'Keyboard shortcuts')
  await expect(hearth.page.getByRole('dialog')).toBeVisible()
  await shoot(hearth, 'shortcuts')
  await hearth.page.keyboard.press('Escape')
  await hearth.conversation('Bread at 70 % hydration').hover()
  await shoot(hearth, 'list-hovered')
  await hearth.conversation('Bread at 70 % hydration').getByRole('button', { name: 'Delete' }).click()
  await expect(hearth.button('Undo')).toBeVisible()
  await shoot(hearth, 'undo')
  await hearth.composer.fill('word '.repeat(9000))
  await hearth.composer.press('Enter')
  await expect(hearth.page.getByRole('alert')).toBeVisible()
  await shoot(hearth, 'message-too-long')
})

test('sizes', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch()
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await titled(hearth, streaming)
  await shoot(hearth, 'wide', 1600, 900)
  await shoot(hearth, 'narrow', 420, 780)
  await hearth.button('Show the list of chats').click()
  await shoot(hearth, 'narrow-list', 420, 780)
  await hearth.page.keyboard.press('Escape')
  await pose(hearth, 'light')
  await choose(hearth, 'Show or hide the list of chats')
  await shoot(hearth, 'without-list')
  await choose(hearth, 'Show or hide the list of chats')
  await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2))
  await expect.poll(() => hearth.page.evaluate(() => innerWidth)).toBe(590)
  for (const theme of themes) {
    await pose(hearth, theme)
    await capture(hearth, `zoom-200-${theme}`)
  }
})

test('the engine dies', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.write('/crash in the middle')
  await expect(hearth.page.getByRole('alert')).toBeVisible()
  await expect(hearth.modelButton).toContainText(/Loading [2-9]\d %/)
  await whileHalted(hearth, () => shoot(hearth, 'engine-lost'))
  await expect(hearth.page.getByText('The model was loaded again.')).toBeVisible()
  await shoot(hearth, 'engine-back')
})

test('what is wrong with a model', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  addModel(dataDir, 'notes.gguf', (path) => writeFileSync(path, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5000)])))
  writeSettings(dataDir, { modelId: 'folder:notes.gguf' })
  const first = await launch()
  await withoutPointer(first)
  await expect(first.page.getByRole('alert')).toBeVisible()
  await shoot(first, 'model-failed')
  await first.modelButton.click()
  await first.page.getByRole('menuitemradio', { name: /^Qwen2/ }).click()
  await first.waitUntilReady()
  await first.modelButton.click()
  await first.page.getByRole('menuitemradio', { name: /^notes/ }).click()
  await expect(first.page.getByRole('alert')).toContainText('is still loaded')
  await shoot(first, 'model-failed-other-kept')
})

test('what is wrong with the data folder', async ({ dataDir, launch }) => {
  writeFileSync(join(dataDir, 'settings.json'), '{')
  const first = await launch()
  await withoutPointer(first)
  await first.waitUntilReady()
  await shoot(first, 'notice')
  await first.close()

  await saveChats(dataDir, sampleChats)
  const file = join(dataDir, 'conversations.db')
  writeFileSync(file, readFileSync(file).fill(99, 60, 64)) // the version of some later Hearth
  const second = await launch()
  await expect(second.page.getByRole('alert')).toBeVisible()
  await second.waitUntilReady()
  await shoot(second, 'storage-unavailable')
})

test('the two pictures of the README', async ({ launch, dataDir }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch()
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  // Written by the starter itself: the pictures show what people get.
  await hearth.ask('How many days are in a week?')
  await hearth.ask('And how many in two weeks?')
  for (const theme of themes) {
    await pose(hearth, theme)
    await picture(hearth, join(root, 'docs', 'images', `chat-${theme}.png`))
  }
})

test('every kind of character', async ({ launch }) => {
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.ask('/shapes')
  await shoot(hearth, 'shapes')
})
