import { expect } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { cannotExercise } from '../../scripts/exercised.mjs'
import { letters } from '../support/letters'
import { isAlive } from '../support/processes'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import { script } from '../support/counting'
import { haltLoadingEngine } from '../support/loading'
import { addModel, askForLittle, askForMuch, longMessage } from '../support/models'
import { loadScript, loadTiny } from '../support/preset'
import { test } from '../support/story'

// What a process was started with is read from /proc.
test.beforeEach(() => {
  const reason = cannotExercise('linux')
  test.skip(reason !== undefined, reason)
})

/** Where macOS and Windows run the engine. */
const inUtilityProcess = { HEARTH_ENGINE_HOST: 'utility' }

test('the engine as a utility process generates, stops at once, is started again when it dies, and goes with the window', async ({
  dataDir,
  launch
}) => {
  loadTiny(dataDir)
  const hearth = await launch({ env: inUtilityProcess })
  await hearth.waitUntilReady()
  const [first] = await hearth.enginePids()
  const command = readFileSync(`/proc/${first}/cmdline`, 'utf8')
  expect(command, 'it is Electron’s').toContain('--type=utility')
  await hearth.ask(askForLittle)
  await expect(hearth.replies).toContainText('finished')

  await test.step('while it writes', async () => {
    await hearth.write(askForMuch)
    await expect(hearth.replies).toHaveCount(2)
    await hearth.waitForText()
    await hearth.composer.press('Escape')
    await hearth.waitUntilStopped()
    expect(letters(await hearth.lastText())).toBe(letters((await hearth.savedReply()).text))
  })
  await test.step('while it reads', async () => {
    await hearth.write(longMessage(1200))
    await expect(hearth.replies.last()).toContainText(/Reading [1-9][\d,]* of/)
    await hearth.composer.press('Escape')
    await hearth.waitUntilStopped()
  })
  expect(await hearth.enginePids(), 'it was not ended for that').toEqual([first])

  await test.step('when it dies', async () => {
    await hearth.signalEngine('SIGKILL')
    await expect(hearth.banners.getByText('The model was loaded again.')).toBeVisible()
    await hearth.waitUntilReady()
    expect(await hearth.enginePids()).toHaveLength(1)
    await hearth.button('New chat').click()
    await hearth.ask(askForLittle)
  })
})

test('a load in a utility process is cancelled with its process, and kill -9 of Hearth leaves none', async ({ dataDir, launch }) => {
  loadScript(dataDir, script)
  const hearth = await launch({ env: inUtilityProcess })
  await hearth.waitUntilReady()
  const [ready] = await hearth.enginePids()
  addModel(dataDir, 'other.gguf', (path) => writeScriptedModel(path, script))
  await hearth.call('model.load', { modelId: 'folder:other.gguf' })
  const loading = await haltLoadingEngine(hearth, ready)
  await expect(hearth.modelButton).toContainText('Loading')
  await hearth.button('Cancel').click()
  await expect(hearth.modelButton).toHaveAccessibleName('Model: scripted')
  await expect.poll(() => isAlive(loading)).toBe(false)
  expect(await hearth.enginePids()).toEqual([ready])

  await hearth.write('Count.')
  await hearth.waitForText()
  await hearth.kill()
})

test('the engine’s Node has one thread in its pool, whatever the environment says', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' A short answer.')
  const hearth = await launch({ env: { UV_THREADPOOL_SIZE: '7' } })
  await hearth.waitUntilReady()
  const environment = readFileSync(`/proc/${(await hearth.enginePids())[0]}/environ`, 'utf8').split('\0')
  expect(environment).toContain('UV_THREADPOOL_SIZE=1')
})
