import { expect } from '@playwright/test'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import { addModel } from '../support/models'
import { test } from '../support/sharedStory'

interface BadModel {
  name: string
  write: (path: string) => void
  sentence: RegExp
}

const scripted = (path: string): number => writeScriptedModel(path, ' Hello there.')
const badModels: BadModel[] = [
  { name: 'empty', write: (path) => writeFileSync(path, ''), sentence: /“empty\.gguf” is empty\.Its download may have failed\./ },
  {
    name: 'notes',
    write: (path) => writeFileSync(path, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5000, 7)])),
    sentence: /“notes\.gguf” is not a GGUF model\.It starts with “PK”, so it may be a zip archive\./
  },
  {
    name: 'half',
    write: (path) => truncateSync(path, Math.floor(scripted(path) / 2)),
    sentence: /“half\.gguf” is not complete: it has [\d,]+ bytes, and needs [\d,]+\.Its download may have been cut off\./
  },
  {
    name: 'nonsense',
    write: (path) => {
      scripted(path)
      const bytes = readFileSync(path)
      bytes.fill(0xff, 8, 400)
      writeFileSync(path, bytes)
    },
    sentence: /“nonsense\.gguf” is damaged: its header makes no sense\./
  }
]

test('a model file that is no model says what is wrong with it, and the model before stays in use', async ({ hearth }) => {
  for (const { name, write } of badModels) addModel(hearth.dataDir, `${name}.gguf`, write)
  addModel(hearth.dataDir, 'gone.gguf', scripted)
  const alert = hearth.page.getByRole('alert')
  for (const { name, sentence } of badModels) {
    await hearth.chooseModel(new RegExp(`^${name}`))
    await expect(alert, name).toContainText(sentence)
    await expect(alert).toContainText('“scripted” is still loaded.')
    await alert.getByRole('button', { name: 'Dismiss' }).click()
    await expect(alert).toHaveCount(0)
    await expect(hearth.modelButton).toHaveAccessibleName('Model: scripted')
  }

  await hearth.modelButton.click()
  await hearth.call('model.list', {}) // comes after the menu's own: from now on the folder is being read
  const listed = async (): Promise<string> => (await hearth.call('app.start', {})).listing.status
  await expect.poll(listed, { message: 'the folder has been read for this menu' }).toBe('listed')
  rmSync(join(hearth.dataDir, 'models', 'gone.gguf')) // while the menu that lists it is open
  await hearth.page.getByRole('menuitemradio', { name: /^gone/ }).click()
  await expect(alert).toContainText('The model file “gone.gguf” is not there any more.')
  expect(await hearth.ask('Are you there?')).toContain('A short answer.')
})

test('a file whose header is right and whose inside is not ends the load in words, and the model before still generates', async ({
  hearth
}) => {
  addModel(hearth.dataDir, 'twisted.gguf', (path) => {
    scripted(path)
    const bytes = readFileSync(path)
    for (let at = bytes.indexOf('llama'); at >= 0 && at < 1000; at = bytes.indexOf('llama', at)) bytes.write('ghost', at)
    writeFileSync(path, bytes)
  })
  await hearth.chooseModel(/^twisted/)
  await expect(hearth.page.getByRole('alert')).toContainText('“twisted.gguf” holds a kind of model that Hearth cannot run yet.', {
    timeout: 20_000
  })
  expect(await hearth.ask('Are you there?')).toContain('A short answer.')
})
