import { expect } from '@playwright/test'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import { defaultChoice } from '../../src/shared/domain/presets'
import { root, type Hearth } from '../support/hearth'
import { choose } from '../support/menu'
import { addModel } from '../support/models'
import { loadScript, saveChats, writeSettings } from '../support/preset'
import { test } from '../support/story'
import { formatted } from './formatted'
import { continued, letter, outgrown, sampleChats, streaming } from './sampleChats'
import { capture, fake, picture, pose, shoot, themes, withoutPointer } from './studio'

const titled = (hearth: Hearth, { title }: { title: string }): Promise<void> => hearth.open(title)

/** Halts the engine, so that both pictures show the same moment. */
async function whileHalted(hearth: Hearth, work: () => Promise<void>): Promise<void> {
  await expect.poll(() => hearth.enginePids(), 'one may be on its way').toHaveLength(1)
  await hearth.signalEngine('SIGSTOP')
  await work()
  await hearth.signalEngine('SIGCONT')
}

test('first run', async ({ launch }) => {
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await expect(hearth.page.getByText(/^[4-9]\d %$/)).toBeVisible()
  await whileHalted(hearth, async () => {
    await shoot(hearth, 'first-run-loading')
    await shoot(hearth, 'first-run-loading-480', 480, 700)
    await shoot(hearth, 'first-run-loading-low', 1024, 500)
    await pose(hearth, 'light')
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

test('a reply with everything that Markdown has', async ({ dataDir, launch }) => {
  await saveChats(dataDir, [formatted])
  const hearth = await launch()
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await titled(hearth, formatted)
  await shoot(hearth, 'formatted', 1180, 1900)
  await shoot(hearth, 'formatted-narrow', 480, 1900)
})

test('models that change hands', async ({ dataDir, launch }) => {
  addModel(dataDir, 'offcard.gguf', (path) => writeScriptedModel(path, ' Hello.'))
  addModel(dataDir, 'huge.gguf', (path) => writeScriptedModel(path, ' Hello.'))
  const hearth = await launch({ env: { ...fake, HEARTH_TEST_FREE_MEMORY: '1000000' } })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.write('/long Go on, please.')
  await expect(hearth.page.getByText(/Writing… \d\d+ tokens/)).toBeVisible()
  await hearth.chooseModel(/^offcard/)
  await expect(hearth.page.getByText(/finishes its reply first/)).toBeVisible()
  await whileHalted(hearth, () => shoot(hearth, 'model-waits-for-reply'))
  await hearth.composer.press('Escape')
  await expect(hearth.page.getByText(/was ended first/)).toBeVisible()
  await whileHalted(hearth, () => shoot(hearth, 'model-made-room'))
  await hearth.waitUntilReady()
  await expect(hearth.button('Try the graphics card again')).toBeVisible()
  await shoot(hearth, 'graphics-card-failed')
  await hearth.modelButton.click()
  await shoot(hearth, 'graphics-card-in-menu')
  await hearth.page.getByRole('menuitemradio', { name: /^huge/ }).click()
  await expect(hearth.page.getByText(/had been ended to make room for it/)).toBeVisible()
  await hearth.waitUntilReady()
  await shoot(hearth, 'model-back-after-room')
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

test('messages that wait', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await titled(hearth, sampleChats[1] ?? streaming)
  await hearth.write('/long 8000 Go on, please.')
  await expect(hearth.page.getByText(/Writing… \d\d\d+ tokens/)).toBeVisible()
  await hearth.write('And what does that mean for a list of a thousand entries?')
  await hearth.write(`Then compare both: ${'the one with the long name and the one with the short name, '.repeat(6)}please.`)
  await hearth.write('Thank you')
  await whileHalted(hearth, async () => {
    await shoot(hearth, 'queue')
    await shoot(hearth, 'queue-narrow', 480, 780)
    await hearth.waiting.first().getByRole('button', { name: 'Edit' }).click()
    await shoot(hearth, 'queue-edited')
    await shoot(hearth, 'queue-edited-narrow', 480, 780)
    await hearth.page.keyboard.press('Escape')
    await hearth.writeInNewChat('A message in another chat')
    await expect(hearth.waiting).toHaveCount(1)
    await shoot(hearth, 'queue-elsewhere')
  })
})

test('toasts, and a banner over them', async ({ dataDir, launch }) => {
  await saveChats(dataDir, [...sampleChats, outgrown])
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  for (let left = 4; left > 0; left--) {
    await hearth.conversations.last().getByRole('button').first().focus()
    await hearth.page.keyboard.press('Delete')
  }
  await hearth.page.keyboard.press('F6')
  await shoot(hearth, 'toasts')
  await shoot(hearth, 'toasts-narrow', 480, 780)
})

test('the first page says more', async ({ launch }) => {
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await shoot(hearth, 'first-page-480', 480, 700)
  await shoot(hearth, 'first-page-2200', 2200, 1200)
  await hearth.button('More about models').click()
  await shoot(hearth, 'more-about-models')
  await shoot(hearth, 'more-about-models-480', 480, 700)
})

test('names that are long, or run from right to left', async ({ dataDir, launch }) => {
  const long = 'A title that somebody has made far longer than any list, window or button of this application is wide'
  const [sample = letter] = sampleChats
  const titles = ['محادثة عن المكتبات القديمة', `${long} ${long}`, 'سؤال '.repeat(30).trim(), 'Short']
  await saveChats(dataDir, titles.map((title) => ({ ...sample, title }))) // prettier-ignore
  addModel(dataDir, `${'a-model-with-a-very-long-name-'.repeat(4)}.gguf`, (path) => writeScriptedModel(path, ' Hello.'))
  const hearth = await launch()
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.chooseModel(/^a-model/)
  await hearth.waitUntilReady()
  for (const [place, name] of ['arabic', 'long', 'arabic-long'].entries()) {
    await hearth
      .conversation(titles[place] ?? '')
      .getByRole('button')
      .first()
      .click()
    for (const width of [480, 1180, 2200]) {
      await shoot(hearth, `title-${name}-${width}`, width)
    }
    await pose(hearth, 'light')
  }
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
  await expect(hearth.page.getByText(/[2-9]\d %$/)).toBeVisible()
  await whileHalted(hearth, () => shoot(hearth, 'engine-lost'))
  await expect(hearth.banners.getByText('The model was loaded again.')).toBeVisible()
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

test('what is in the models folder', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const scripted = (path: string): number => writeScriptedModel(path, ' Hello.')
  mkdirSync(join(dataDir, 'models', 'maker', 'Small-Model-GGUF', '3', '4', '5', '6'), { recursive: true })
  addModel(dataDir, 'Small-Model-Q4_K_M.gguf', scripted)
  addModel(dataDir, 'maker/Small-Model-GGUF/Small-Model-Q4_K_M.gguf', scripted)
  addModel(dataDir, 'Large-Model-Q8_0-00001-of-00003.gguf', scripted)
  addModel(dataDir, 'Large-Model-Q8_0-00003-of-00003.gguf', scripted)
  const first = await launch()
  await withoutPointer(first)
  await first.waitUntilReady()
  await first.modelButton.click()
  await expect(first.page.getByRole('menu')).toContainText('is missing')
  await shoot(first, 'models-folder')
  await shoot(first, 'models-folder-narrow', 420, 780)
  await first.page.getByRole('menuitemradio', { name: /^Large/ }).click()
  await expect(first.page.getByRole('alert')).toBeVisible()
  await shoot(first, 'model-file-missing')
  await first.close()

  rmSync(join(dataDir, 'models'), { recursive: true })
  writeFileSync(join(dataDir, 'models'), 'x')
  const second = await launch()
  await withoutPointer(second)
  await second.waitUntilReady()
  await second.modelButton.click()
  await expect(second.page.getByRole('menu')).toContainText('Where the models folder')
  await shoot(second, 'models-folder-is-a-file')
})

test('an engine that gives no answer', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const first = await launch({ env: fake, holdsEngine: true })
  await withoutPointer(first)
  await expect(first.page.getByText(/No answer for \d+ s\./)).toBeVisible()
  await shoot(first, 'silent-loading')
  await shoot(first, 'silent-loading-narrow', 420, 780)
  await first.resumeEngine()
  await first.waitUntilReady()
  await first.write('/long Go on, please.')
  await expect(first.page.getByText(/Writing… \d\d+ tokens/)).toBeVisible()
  await first.signalEngine('SIGSTOP')
  await expect(first.page.getByText(/No answer for \d+ s\./)).toBeVisible()
  await shoot(first, 'silent-writing')
  await shoot(first, 'silent-writing-narrow', 420, 780)
  await first.button('Start again').click()
  await expect(first.page.getByRole('alert')).toBeVisible()
  await shoot(first, 'silent-started-again')
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
  await hearth.ask('hi')
  await hearth.ask('What is the capital of France?')
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

test('what was read', async ({ dataDir, launch }) => {
  const answer =
    ' A summary of the first part: bread at 70 % hydration, salt 2 %, an oven at 250 °C, and one question left open, about the steam.'
  loadScript(dataDir, answer, { contextLength: 2048 })
  const hearth = await launch({ env: { HEARTH_TEST_SAMPLING: '' } })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  const choice = {
    ...defaultChoice,
    presetId: 'creative',
    systemPrompt: 'You are a patient baker. Answer in short sentences.',
    whenFull: 'summarize'
  } as const
  await hearth.call('conversation.choose', { conversationId: null, choice: { ...choice, settings: { showSpecialTokens: true } } })
  await hearth.ask('How do I bake bread with a soft crumb? ' + 'Tell me more about it. '.repeat(40))
  await hearth.ask('And how warm should it be while it rests? ' + 'Think of my kitchen, too. '.repeat(40))
  await hearth.ask('What about steam? ' + 'I have no pan for it. '.repeat(60))
  await shoot(hearth, 'special-tokens')
  await hearth.button('Summary').click()
  await hearth.page.getByRole('group', { name: 'Summary' }).scrollIntoViewIfNeeded()
  await shoot(hearth, 'summary')
  await shoot(hearth, 'summary-480', 480, 700)
  const last = hearth.replies.last()
  await last.getByRole('button', { name: /^Written by/ }).click()
  await last.getByRole('button', { name: 'System prompt' }).click()
  await last.getByRole('group', { name: 'System prompt' }).scrollIntoViewIfNeeded()
  await shoot(hearth, 'reply-details')
})
