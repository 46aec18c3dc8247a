import { expect, type Locator } from '@playwright/test'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import type { Hearth } from '../support/hearth'
import { addModel, askForLittle, starter } from '../support/models'
import { day, saveChats } from '../support/preset'
import { test } from '../support/story'

const chat = { title: 'Saved before', ago: day, messages: ['Hello?', 'Hello.'] }
const theStarter = new RegExp(`^${starter.name}`)
const says = (text: string) => (path: string) => writeScriptedModel(path, text)

async function openMenu(hearth: Hearth): Promise<Locator> {
  await hearth.modelButton.click()
  const menu = hearth.page.getByRole('menu')
  await expect(menu).toBeVisible()
  return menu
}
const items = (menu: Locator): Locator => menu.getByRole('menuitemradio')

/** The saved chat is there to be read, and a new one can be written, whatever is wrong with the models. */
async function expectChats(hearth: Hearth): Promise<void> {
  await expect(hearth.conversation(chat.title)).toBeVisible()
  await hearth.open(chat.title)
  await expect(hearth.textOf(hearth.replies)).toHaveText('Hello.')
  await expect(hearth.composer).toBeEditable()
}

async function expectReply(hearth: Hearth): Promise<void> {
  await hearth.ask(askForLittle)
  await expect(hearth.textOf(hearth.replies.last())).toHaveText(/\b(7|seven)\b/i)
}

test('a model that is put into the folder while Hearth runs is there when the list is opened next', async ({ dataDir, launch }) => {
  const hearth = await launch()
  const menu = await openMenu(hearth)
  await expect(items(menu)).toHaveText([theStarter])
  await hearth.page.keyboard.press('Escape')

  await test.step('also in a folder below, and with the file that is missing named', async () => {
    addModel(dataDir, 'one.gguf', says(' The first.'))
    addModel(dataDir, '._one.gguf', says(' Never listed.'))
    mkdirSync(join(dataDir, 'models', 'maker'))
    addModel(dataDir, 'maker/one.gguf', says(' The second.'))
    addModel(dataDir, 'parts-00001-of-00002.gguf', says(' Never said.'))
    await openMenu(hearth)
    await expect(items(menu)).toHaveText([theStarter, /^one\d/, /^onein maker/, /^partsFile 2 of 2 is missing\./])
  })
  await items(menu).filter({ hasText: 'in maker' }).click()
  await expect(hearth.modelButton).toHaveText(/one.*Ready/)
  expect(await hearth.ask('Which one are you?')).toContain('The second.')

  await test.step('and says so again when it is loaded', async () => {
    await hearth.chooseModel(/^parts/)
    await expect(hearth.page.getByRole('alert')).toContainText('“parts-00002-of-00002.gguf” is missing. The model is in 2 files')
  })

  await test.step('a file that grew is looked at anew', async () => {
    const whole = join(dataDir, 'whole')
    says(' Copied at last.')(whole)
    addModel(dataDir, 'copied.gguf', (path) => writeFileSync(path, 'GGUF'))
    await hearth.chooseModel(/^copied/)
    await expect(hearth.page.getByRole('alert').last()).toContainText('“copied.gguf” is not complete')
    renameSync(whole, join(dataDir, 'models', 'copied.gguf'))
    await hearth.chooseModel(/^copied/)
    await expect(hearth.modelButton).toHaveText(/copied.*Ready/)
  })
})

test('a file that cannot be used is marked in the list; picking it tells why, and the model in use stays', async ({ dataDir, launch }) => {
  const whole = join(dataDir, 'whole')
  says(' Still here.')(whole)
  addModel(dataDir, 'a-cut.gguf', (path) => writeFileSync(path, readFileSync(whole).subarray(0, -100)))
  addModel(dataDir, 'b-empty.gguf', (path) => writeFileSync(path, ''))
  addModel(dataDir, 'c-text.gguf', (path) => writeFileSync(path, 'Dear diary'))
  addModel(dataDir, 'd-twice-00001-of-00002.gguf', says(' Never said.'))
  const first = join(dataDir, 'models', 'd-twice-00001-of-00002.gguf')
  addModel(dataDir, 'd-twice-00002-of-00002.gguf', (path) => symlinkSync(first, path))
  addModel(dataDir, 'e-whole.gguf', says(' Still here.'))
  const hearth = await launch()
  await hearth.chooseModel(/^e-whole/)
  await expect(hearth.modelButton).toHaveText(/e-whole.*Ready/)
  const menu = await openMenu(hearth)
  await expect(items(menu)).toHaveText([
    theStarter,
    /^a-cutThe file is not complete\./,
    /^b-emptyThe file is empty\./,
    /^c-textThis is not a GGUF model\./,
    /^d-twiceOne of its files is in the place of another one\./,
    /^e-whole\d/
  ])
  const engines = await hearth.enginePids()
  await hearth.page.keyboard.press('Escape')
  for (const [name, sentence] of [
    [/^b-empty/, '“b-empty.gguf” is empty.'],
    [/^c-text/, '“c-text.gguf” is not a GGUF model.'],
    [/^d-twice/, '“d-twice-00002-of-00002.gguf” is not file 2 of the model: it is file 1.']
  ] as const) {
    await hearth.chooseModel(name)
    await expect(hearth.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible()
  }
  expect(await hearth.enginePids(), 'nothing was ended, and nothing was started').toEqual(engines)
  expect(await hearth.ask('Are you there?')).toContain('Still here.')
})

test('the folder is opened from the first page and from the list', async ({ dataDir, launch }) => {
  const hearth = await launch()
  await hearth.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openPath = (path) => (opened.push(path), Promise.resolve(''))
  })
  const opened = (): Promise<string[]> => hearth.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  await hearth.button('More about models').click()
  await hearth.button('Open the models folder').click()
  await expect.poll(opened).toEqual([join(dataDir, 'models')])
  await hearth.page.keyboard.press('Escape')
  const menu = await openMenu(hearth)
  await menu.getByRole('menuitem', { name: 'Open the models folder' }).click()
  await expect.poll(opened).toHaveLength(2)

  rmSync(join(dataDir, 'models'), { recursive: true })
  writeFileSync(join(dataDir, 'models'), 'not a folder')
  await hearth.button('More about models').click()
  await hearth.button('Open the models folder').click()
  await expect(hearth.page.getByRole('alert')).toContainText(`The models folder could not be opened.It is ${join(dataDir, 'models')}.`)
})

const broken: { name: string; make: (folder: string) => void; sentence: string }[] = [
  { name: 'a file', make: (folder) => writeFileSync(folder, 'x'), sentence: 'Where the models folder should be is a file' },
  {
    name: 'a link to itself',
    make: (folder) => symlinkSync(folder, folder),
    sentence: 'The models folder is a link that leads back to itself.'
  },
  {
    name: 'ten thousand files',
    make: (folder) => {
      mkdirSync(folder)
      for (let count = 0; count < 10_000; count++) writeFileSync(join(folder, `model-${count}.gguf`), '')
    },
    sentence: 'There is more in the models folder than Hearth looks through'
  }
]
for (const { name, make, sentence } of broken) {
  test(`where the models folder is ${name}, the chats open and the starter replies; the list says what is wrong`, async ({
    dataDir,
    launch
  }) => {
    await saveChats(dataDir, [chat])
    make(join(dataDir, 'models'))
    const hearth = await launch()
    await expectChats(hearth)
    await hearth.waitUntilReady()
    await expectReply(hearth)
    const menu = await openMenu(hearth)
    await expect(menu.getByText(sentence)).toBeInViewport()
    await expect(menu.getByRole('menuitem', { name: 'Open the models folder' })).toBeInViewport()
    await expect(items(menu).first()).toHaveText(theStarter)
  })
}

test('where the models folder does not answer, the chats open and the starter replies; the list says so, and reads it when it answers', async ({
  dataDir,
  launch
}) => {
  await saveChats(dataDir, [chat])
  addModel(dataDir, 'one.gguf', says(' The first.'))
  const hearth = await launch({ holdsReader: true })
  await expectChats(hearth)
  await hearth.waitUntilReady()
  await expectReply(hearth)
  const menu = await openMenu(hearth)
  await expect(menu).toContainText('The models folder does not answer.')
  await expect(items(menu)).toHaveText([theStarter])
  for (let times = 0; times < 3; times++) {
    await hearth.page.keyboard.press('Escape')
    await openMenu(hearth)
    await expect(menu).toContainText('The models folder does not answer.')
  }
  expect(hearth.readerPids(), 'one process waits for it').toHaveLength(1)
  hearth.resumeReader()
  await expect(items(menu)).toHaveText([theStarter, /^one/])
  await expect(menu).not.toContainText('does not answer')
  await items(menu).last().click()
  await expect(hearth.modelButton).toHaveText(/one.*Ready/)
})
