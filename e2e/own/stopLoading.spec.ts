import { expect } from '@playwright/test'
import { isAlive } from '../support/processes'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import { script } from '../support/counting'
import { haltLoadingEngine } from '../support/loading'
import { addModel, askForLittle } from '../support/models'
import { loadScript, loadTiny } from '../support/preset'
import { test } from '../support/story'

test('stopping while a model loads, and loading again', async ({ dataDir, launch }) => {
  loadScript(dataDir, script)
  const hearth = await launch({ holdsEngine: true })
  const { page, modelButton } = hearth

  await test.step('Cancel ends the load and its engine', async () => {
    await expect(modelButton).toHaveText(/scripted.*Loading/)
    const [pid = 0] = await hearth.enginePids()
    await hearth.button('Cancel').click()
    await expect(modelButton).toHaveAccessibleName('Model: none')
    await expect.poll(() => isAlive(pid)).toBe(false)
    expect(await hearth.enginePids()).toEqual([])
    await expect(page.getByText('No model is loaded.')).toBeVisible()
  })

  await hearth.chooseModel(/^scripted/)
  await hearth.waitUntilReady()
  const [ready = 0] = await hearth.enginePids()
  addModel(dataDir, 'other.gguf', (path) => writeScriptedModel(path, ' The other one.'))
  const ways: Record<string, () => Promise<void>> = {
    'the menu': async () => {
      await modelButton.click()
      await page.getByRole('menuitem', { name: 'Cancel loading' }).click()
    },
    Esc: () => hearth.composer.press('Escape')
  }
  for (const [name, cancel] of Object.entries(ways)) {
    await test.step(`${name} cancels as well, and the model before it stays in use`, async () => {
      await hearth.call('model.load', { modelId: 'folder:other.gguf' })
      const loading = await haltLoadingEngine(hearth, ready)
      await expect(modelButton).toHaveText(/other.*Loading/)
      await cancel()
      await expect(modelButton).toHaveText(/scripted.*Ready/)
      await expect.poll(() => isAlive(loading)).toBe(false)
      expect(await hearth.enginePids(), 'no engine of a cancelled load is left').toEqual([ready])
    })
  }
  await test.step('the next load goes through, and is used', async () => {
    await hearth.chooseModel(/^other/)
    await expect(modelButton).toHaveText(/other.*Ready/)
    expect(await hearth.ask('Who are you?')).toContain('The other one.')
  })
})

test('a message that waits for a load is kept when the load is cancelled', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  const hearth = await launch({ holdsEngine: true })
  await hearth.write(askForLittle)
  await expect(hearth.replies).toContainText('Waiting for the model to load')
  await hearth.button('Cancel').click()
  await expect(hearth.replies.getByRole('alert')).toContainText('No model is loaded.')
  await expect(hearth.textOf(hearth.questions)).toHaveText(askForLittle)
  await hearth.replies.getByRole('button', { name: 'Try again' }).click()
  await hearth.waitForText()
  await hearth.waitUntilReplied()
  await expect(hearth.replies).toContainText('2 of 2')
})

test('a message that waits for a load can be stopped, and the load goes on', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  const hearth = await launch({ holdsEngine: true })
  await hearth.write(askForLittle)
  await expect(hearth.replies).toContainText('Waiting for the model to load')
  await hearth.composer.press('Escape')
  await expect(hearth.replies).toContainText('Stopped by you')
  await hearth.resumeEngine()
  await hearth.waitUntilReady()
  await hearth.button('New chat').click()
  await hearth.ask(askForLittle)
})
