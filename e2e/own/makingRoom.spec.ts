import { expect } from '@playwright/test'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import { launchCounting, resumeAfterStop, script } from '../support/counting'
import { haltLoadingEngine } from '../support/loading'
import { addModel } from '../support/models'
import { loadScript } from '../support/preset'
import { isAlive } from '../support/processes'
import { test } from '../support/story'

/** Hearth believes that hardly any memory is free. */
const littleMemory = { HEARTH_TEST_FREE_MEMORY: '1000000' }
const scripted = (path: string): number => writeScriptedModel(path, ' The other one.')

test('a model that may not fit into the memory beside the one in use', async ({ dataDir, launch }) => {
  addModel(dataDir, 'other.gguf', scripted)
  const hearth = await launchCounting(dataDir, (options) => launch({ ...options, env: littleMemory }))
  const { page, modelButton } = hearth
  const [first = 0] = await hearth.enginePids()

  await test.step('waits for the reply that is being written', async () => {
    await hearth.chooseModel(/^other/)
    await expect(page.getByText('“scripted” finishes its reply first and is then ended.')).toBeVisible()
    expect(await hearth.enginePids()).toEqual([first])
  })

  await test.step('is loaded when that is whole and its engine is gone', async () => {
    await hearth.resumeEngine()
    await expect(modelButton).toHaveAccessibleName('Model: other')
    await hearth.waitUntilReady()
    expect(isAlive(first)).toBe(false)
    await expect(hearth.replies).toContainText('finished')
    expect(await hearth.lastText()).toBe(script.trim())
    await hearth.ask('And you?')
    expect(await hearth.lastText()).toBe('The other one.')
  })

  await test.step('gives way to the one before it when its load is cancelled', async () => {
    const [other = 0] = await hearth.enginePids()
    await hearth.call('model.load', { modelId: 'folder:scripted.gguf' })
    await haltLoadingEngine(hearth, other)
    await expect(page.getByText('“other” was ended first, because both may not fit into the memory.')).toBeVisible()
    expect(isAlive(other)).toBe(false)
    await hearth.button('Cancel').click()
    await expect(modelButton).toHaveAccessibleName('Model: other')
    await hearth.waitUntilReady()
    await hearth.ask('Are you back?')
    expect(await hearth.lastText()).toBe('The other one.')
  })
})

test('Esc, pressed again and again, stops the reply and leaves the model that waits for it alone', async ({ dataDir, launch }) => {
  addModel(dataDir, 'other.gguf', scripted)
  const hearth = await launchCounting(dataDir, (options) => launch({ ...options, env: littleMemory }))
  await hearth.chooseModel(/^other/)
  await expect(hearth.page.getByText('“scripted” finishes its reply first and is then ended.')).toBeVisible()
  await hearth.composer.press('Escape')
  await hearth.composer.press('Escape')
  await resumeAfterStop(hearth)
  await hearth.composer.press('Escape')
  await expect(hearth.modelButton).toHaveAccessibleName('Model: other')
  await hearth.waitUntilReady()
  await hearth.ask('And you?')
  expect(await hearth.lastText()).toBe('The other one.')
})

test('a model that made room comes back where the new one cannot be loaded', async ({ dataDir, launch }) => {
  loadScript(dataDir, script)
  addModel(dataDir, 'huge.gguf', scripted)
  const hearth = await launch({ env: { ...littleMemory, HEARTH_ENGINE: 'fake' } })
  await hearth.waitUntilReady()
  await hearth.chooseModel(/^huge/)
  const alert = hearth.page.getByRole('alert')
  await expect(alert).toContainText('“huge.gguf”')
  await expect(alert).toContainText('“scripted” had been ended to make room for it and is loaded again.')
  await expect(hearth.modelButton).toHaveAccessibleName('Model: scripted')
  await hearth.waitUntilReady()
})

test('a graphics card that fails with a model is named, remembered and tried again', async ({ dataDir, launch }) => {
  loadScript(dataDir, script)
  addModel(dataDir, 'offcard.gguf', scripted)
  const env = { HEARTH_ENGINE: 'fake' }
  const failed = 'The graphics card “NVIDIA GeForce RTX 4060” failed while the model was being loaded.'
  const again = 'Try the graphics card again'

  const hearth = await launch({ env })
  await hearth.waitUntilReady()
  await hearth.chooseModel(/^offcard/)
  await expect(hearth.banners.getByText(failed)).toBeVisible()
  await hearth.waitUntilReady()
  await expect(hearth.button(again)).toBeVisible()
  await hearth.close()

  const later = await launch({ env })
  await later.waitUntilReady()
  await expect(later.modelButton).toHaveAccessibleName('Model: offcard')
  await expect(later.banners.getByText(failed)).toHaveCount(0)
  await later.modelButton.click()
  await expect(later.page.getByText('“NVIDIA GeForce RTX 4060” could not be used for this model.')).toBeVisible()
  await later.page.getByRole('menuitem', { name: again }).click()
  await expect(later.banners.getByText(failed), 'it fails again').toBeVisible()
})
