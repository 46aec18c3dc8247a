import { expect, type Locator } from '@playwright/test'
import { symlinkSync } from 'node:fs'
import { tinyModelFile } from '../../scripts/setup/tinyModel.mjs'
import { root, type Hearth } from '../support/hearth'
import { letters } from '../support/letters'
import { addModel, askForLittle, askForMuch, starter } from '../support/models'
import { test } from '../support/story'

const tiny = 'tiny'

const free = { HEARTH_TEST_SAMPLING: '' } // each part has a seed of its own, as for people
const author = (reply: Locator): Locator => reply.getByRole('button', { name: /^Written by / })
const expectAuthor = (hearth: Hearth, names: string): Promise<void> =>
  expect(author(hearth.replies.last())).toHaveAccessibleName(`Written by ${names}`)

async function use(hearth: Hearth, name: string): Promise<void> {
  await hearth.chooseModel(new RegExp(`^${name}`))
  await expect(hearth.modelButton).toHaveAccessibleName(`Model: ${name}`)
  await hearth.waitUntilReady()
}

/** Asks, and stops what need not come to its end. */
async function answered(hearth: Hearth, question: string): Promise<void> {
  const before = await hearth.replies.count()
  await hearth.write(question)
  await expect(hearth.replies).toHaveCount(before + 1)
  await cutOff(hearth)
}

async function cutOff(hearth: Hearth): Promise<void> {
  await hearth.waitForText()
  await hearth.composer.press('Escape')
  await hearth.waitUntilReplied()
}

test('two models answer in one conversation, and each reply says which one wrote it', async ({ dataDir, launch }) => {
  addModel(dataDir, `${tiny}.gguf`, (path) => symlinkSync(tinyModelFile(root), path))
  let hearth = await launch({ env: free })
  await hearth.waitUntilReady()

  await test.step('the starter, the other one, the starter: follow-ups are answered each time', async () => {
    await answered(hearth, askForLittle)
    await expectAuthor(hearth, starter.name)
    await use(hearth, tiny)
    await answered(hearth, 'And how many are in two weeks?')
    await expectAuthor(hearth, tiny)
    await use(hearth, starter.name)
    await answered(hearth, 'And in three?')
    await expectAuthor(hearth, starter.name)
    await expect(hearth.conversations, 'it is one chat').toHaveCount(1)
  })

  await test.step('Try again with the other model makes a variant of its own', async () => {
    await use(hearth, tiny)
    await hearth.replies.last().getByRole('button', { name: 'Try again' }).click()
    await expect(hearth.replies.last()).toContainText('2 of 2')
    await cutOff(hearth)
    await expectAuthor(hearth, tiny)
    await hearth.button('Previous variant').click()
    await expectAuthor(hearth, starter.name)
  })

  await test.step('a reply that the other model goes on with names both, with both seeds', async () => {
    await use(hearth, starter.name)
    await answered(hearth, askForMuch)
    const { text } = await hearth.savedReply()
    await use(hearth, tiny)
    await hearth.replies.last().getByRole('button', { name: 'Continue' }).click()
    await expect.poll(async () => letters(await hearth.lastText()).length).toBeGreaterThan(letters(text).length)
    await hearth.composer.press('Escape')
    await hearth.waitUntilReplied()
    await expectAuthor(hearth, `${starter.name}, continued by ${tiny}`)
    expect(letters(await hearth.lastText()).startsWith(letters(text))).toBe(true)
    const { parts } = await hearth.savedReply()
    expect(parts.map(({ modelName, from }) => [modelName, from])).toEqual([
      [starter.name, 0],
      [tiny, text.length]
    ])
    await author(hearth.replies.last()).press('Enter')
    const seeds = parts.map(({ modelName, seed }) => `${modelName} · seed ${seed}`)
    await expect(hearth.replies.last().getByRole('listitem'), 'with the settings of each behind it').toContainText(seeds)
    expect(new Set(seeds.map((each) => each.split(' ').at(-1))).size, 'each has its own').toBe(2)
  })

  await test.step('after a restart all of it is there', async () => {
    const before = await hearth.savedReplies()
    const names = await author(hearth.replies).allTextContents()
    await hearth.close()
    hearth = await launch({ env: free })
    await expectAuthor(hearth, `${starter.name}, continued by ${tiny}`)
    expect(await author(hearth.replies).allTextContents()).toEqual(names)
    expect(await hearth.savedReplies()).toEqual(before)
  })
})
