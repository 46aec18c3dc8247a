import { expect } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { isAlive } from './support/processes'
import { askForLittle, askForMuch, longMessage, writeSlowModel } from './support/models'
import { loadModel } from './support/preset'
import { test } from './support/story'

/** Where macOS and Windows run the engine. */
const inUtilityProcess = { HEARTH_ENGINE_HOST: 'utility' }

test('the engine as a utility process answers, stops at once, is started again when it dies, and goes with the window', async ({
  launch
}) => {
  const hearth = await launch({ env: inUtilityProcess })
  await hearth.waitUntilReady()
  const [first] = hearth.enginePids()
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
    expect(await hearth.lastText()).toBe((await hearth.savedReply()).text)
  })
  await test.step('while it reads', async () => {
    await hearth.write(longMessage(3000))
    await expect(hearth.replies.last()).toContainText(/Reading [1-9][\d,]* of/)
    await hearth.composer.press('Escape')
    await hearth.waitUntilStopped()
  })
  expect(hearth.enginePids(), 'it was not ended for that').toEqual([first])

  await test.step('when it dies', async () => {
    hearth.signalEngine('SIGKILL')
    await expect(hearth.page.getByText('The model was loaded again.')).toBeVisible()
    await hearth.waitUntilReady()
    expect(hearth.enginePids()).toHaveLength(1)
    await hearth.button('New chat').click()
    await hearth.ask(askForLittle)
  })
})

test('a load in a utility process is cancelled with its process, and kill -9 of Hearth leaves none', async ({ dataDir, launch }) => {
  loadModel(dataDir, 'slow.gguf', writeSlowModel)
  const hearth = await launch({ env: inUtilityProcess })
  await expect(hearth.modelButton).toHaveText(/slow.*Loading [1-9]\d* %/, { timeout: 30_000 })
  const [loading] = hearth.enginePids()
  await hearth.button('Cancel').click()
  await expect(hearth.modelButton).toHaveAccessibleName('Model: none')
  await expect.poll(() => isAlive(loading ?? 0)).toBe(false)

  await hearth.chooseModel(/^SmolLM2/)
  await hearth.waitUntilReady()
  await hearth.write(askForMuch)
  await hearth.waitForText()
  await hearth.kill()
})

test('the engine’s Node has one thread in its pool and none of the options of the one who starts Hearth', async ({ launch }) => {
  const hearth = await launch({ env: { NODE_OPTIONS: '--no-warnings', UV_THREADPOOL_SIZE: '7' } })
  await hearth.waitUntilReady()
  const environment = readFileSync(`/proc/${hearth.enginePids()[0]}/environ`, 'utf8').split('\0')
  expect(environment).toContain('UV_THREADPOOL_SIZE=1')
  expect(environment.filter((entry) => entry.startsWith('NODE_OPTIONS='))).toEqual([])
})
