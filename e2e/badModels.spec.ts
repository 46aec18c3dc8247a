import { expect } from '@playwright/test'
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeScriptedModel } from '../src/engine/scriptedModel/scriptedModel'
import { root, type Hearth } from './support/hearth'
import { addModel } from './support/models'
import { loadScript, writeSettings } from './support/preset'
import { test } from './support/story'

async function pick(hearth: Hearth, name: string | RegExp): Promise<void> {
  await hearth.modelButton.click()
  await hearth.page.getByRole('menuitemradio', { name }).click()
}

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

test('a model file that is no model says what is wrong with it, and the model before stays in use', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' I am still here.')
  for (const { name, write } of badModels) addModel(dataDir, `${name}.gguf`, write)
  addModel(dataDir, 'gone.gguf', scripted)
  const hearth = await launch()
  await hearth.waitUntilReady()
  const alert = hearth.page.getByRole('alert')
  for (const { name, sentence } of badModels) {
    await pick(hearth, new RegExp(`^${name}`))
    await expect(alert, name).toContainText(sentence)
    await expect(alert).toContainText('“scripted” is still loaded.')
    await alert.getByRole('button', { name: 'Dismiss' }).click()
    await expect(alert).toHaveCount(0)
    await expect(hearth.modelButton).toHaveAccessibleName('Model: scripted')
  }

  await hearth.modelButton.click()
  rmSync(join(dataDir, 'models', 'gone.gguf')) // while the menu that lists it is open
  await hearth.page.getByRole('menuitemradio', { name: /^gone/ }).click()
  await expect(alert).toContainText('The model file “gone.gguf” is not there any more.')
  await hearth.waitUntilReady()
  expect(await hearth.ask('Are you there?')).toContain('I am still here.')
})

test('a file whose header is right and whose inside is not ends the load in words, and the model before answers', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' I am still here.')
  addModel(dataDir, 'twisted.gguf', (path) => {
    scripted(path)
    const bytes = readFileSync(path)
    for (let at = bytes.indexOf('llama'); at >= 0 && at < 1000; at = bytes.indexOf('llama', at)) bytes.write('ghost', at)
    writeFileSync(path, bytes)
  })
  const hearth = await launch()
  await hearth.waitUntilReady()
  await pick(hearth, /^twisted/)
  await expect(hearth.page.getByRole('alert')).toContainText('“twisted.gguf” holds a kind of model that Hearth cannot run yet.', {
    timeout: 60_000
  })
  expect(await hearth.ask('Are you there?')).toContain('I am still here.')
})

test('when the model used last is gone, the starter takes its place and that is said', async ({ dataDir, launch }) => {
  writeSettings(dataDir, { modelId: 'folder:moved away.gguf' })
  const hearth = await launch()
  await hearth.waitUntilReady()
  await expect(hearth.modelButton).toHaveAccessibleName('Model: SmolLM2 135M Instruct')
  await expect(hearth.page.getByText('The model file “moved away.gguf” is not there any more.')).toBeVisible()
  await expect(hearth.page.getByText('The starter model was loaded in its place.')).toBeVisible()
  await hearth.button('Dismiss').click()
  await expect(hearth.page.getByText('The starter model was loaded in its place.')).toHaveCount(0)
})

test('when the model used last is damaged, that is said; a message waits in words and another model can be loaded', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' Never said.')
  truncateSync(join(dataDir, 'models', 'scripted.gguf'), 5000)
  addModel(dataDir, 'other.gguf', (path) => writeScriptedModel(path, ' The other one.'))
  const hearth = await launch()
  const alert = hearth.page.getByRole('alert')
  await expect(alert).toContainText('“scripted.gguf” is not complete')
  await expect(hearth.modelButton).toContainText('Could not be loaded')
  await hearth.write('Hello?')
  await expect(hearth.replies.last().getByRole('alert')).toContainText('“scripted.gguf” is not complete')
  await pick(hearth, /^other/)
  await hearth.waitUntilReady()
  await hearth.replies.last().getByRole('button', { name: 'Try again' }).click()
  await expect(hearth.textOf(hearth.replies.last())).toHaveText('The other one.')
})

test('without the starter model Hearth opens, says so, and a model that is put in its place can be loaded', async ({ dataDir, launch }) => {
  const program = join(dataDir, 'program') // this repository without its models
  mkdirSync(join(program, 'resources'), { recursive: true })
  for (const name of ['package.json', 'out', 'node_modules', 'resources/node', 'resources/icon.png', 'resources/starter-model.json']) {
    symlinkSync(join(root, name), join(program, name))
  }
  const hearth = await launch({ program })
  await expect(hearth.page.getByRole('alert')).toContainText('The starter model is missing.')
  await expect(hearth.composer).toBeEditable()
  await hearth.write('Is anybody there?')
  await expect(hearth.replies.last().getByRole('alert')).toContainText('The starter model is missing.')
  addModel(dataDir, 'brought.gguf', (path) => writeScriptedModel(path, ' Now there is.'))
  await hearth.close()

  const next = await launch({ program })
  await pick(next, /^brought/)
  await next.waitUntilReady()
  await next.replies.last().getByRole('button', { name: 'Try again' }).click()
  await expect(next.textOf(next.replies.last())).toHaveText('Now there is.')
})
