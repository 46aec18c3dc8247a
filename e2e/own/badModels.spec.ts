import { expect } from '@playwright/test'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import { root } from '../support/hearth'
import { addModel, starter } from '../support/models'
import { loadScript, writeSettings } from '../support/preset'
import { test } from '../support/story'

test('when the model used last is gone, the starter takes its place and that is said', async ({ dataDir, launch }) => {
  writeSettings(dataDir, { modelId: 'folder:moved away.gguf' })
  const hearth = await launch()
  await hearth.waitUntilReady()
  await expect(hearth.modelButton).toHaveAccessibleName(`Model: ${starter.name}`)
  await expect(hearth.page.getByText('The model file “moved away.gguf” is not there any more.')).toBeVisible()
  await expect(hearth.banners.getByText('The starter model was loaded in its place.')).toBeVisible()
  await hearth.button('Dismiss').click()
  await expect(hearth.banners.getByText('The starter model was loaded in its place.')).toHaveCount(0)
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
  await hearth.chooseModel(/^other/)
  await hearth.waitUntilReady()
  await hearth.replies.last().getByRole('button', { name: 'Try again' }).click()
  await expect(hearth.textOf(hearth.replies.last())).toHaveText('The other one.')
})

test('without the starter model Hearth opens, says so, and a model that is put in its place can be loaded', async ({ dataDir, launch }) => {
  const program = join(dataDir, 'program') // this repository without its models
  mkdirSync(join(program, 'resources'), { recursive: true })
  for (const name of ['package.json', 'out', 'node_modules']) symlinkSync(join(root, name), join(program, name))
  for (const name of ['node', 'icon.png', 'starter-model.json', 'models.json']) {
    symlinkSync(join(root, 'resources', name), join(program, 'resources', name))
  }
  const hearth = await launch({ program })
  await expect(hearth.page.getByRole('alert')).toContainText('The starter model is missing.')
  await expect(hearth.composer).toBeEditable()
  await hearth.write('Is anybody there?')
  await expect(hearth.replies.last().getByRole('alert')).toContainText('The starter model is missing.')
  addModel(dataDir, 'brought.gguf', (path) => writeScriptedModel(path, ' Now there is.'))
  await hearth.chooseModel(/^brought/)
  await hearth.waitUntilReady()
  await hearth.replies.last().getByRole('button', { name: 'Try again' }).click()
  await expect(hearth.textOf(hearth.replies.last())).toHaveText('Now there is.')
})

test('a model that ends the engine at each load cannot be loaded, which is said after the second time; the one before comes back', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' A short answer.')
  addModel(dataDir, 'deadly.gguf', (path) => {
    writeScriptedModel(path, ' Never said.')
    const bytes = readFileSync(path)
    const key = 'llama.block_count'
    bytes.writeUInt32LE(0, bytes.indexOf(key) + key.length + 4) // llama.cpp asserts that there is a layer
    writeFileSync(path, bytes)
  })
  const hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.chooseModel(/^deadly/)
  await expect(hearth.page.getByText('Starting deadly again')).toBeVisible({ timeout: 20_000 })
  const alert = hearth.page.getByRole('alert')
  await expect(alert).toContainText('“deadly.gguf” cannot be loaded: it ended the engine each time.', { timeout: 20_000 })
  await expect(alert).toContainText('“scripted” had been ended to make room for it and is loaded again.')
  expect(await hearth.ask('Are you there?')).toContain('A short answer.')
})
