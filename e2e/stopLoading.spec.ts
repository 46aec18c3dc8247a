import { expect } from '@playwright/test'
import { isAlive } from './support/processes'
import { askForLittle, writeSlowModel } from './support/models'
import { loadModel } from './support/preset'
import { test } from './support/story'

test('stopping while a model loads, and loading again', async ({ dataDir, launch }) => {
  loadModel(dataDir, 'slow.gguf', writeSlowModel)
  const hearth = await launch()
  const { page, modelButton } = hearth

  await test.step('Cancel ends the load and its engine', async () => {
    await expect(modelButton).toHaveText(/slow.*Loading [1-9]\d* %/, { timeout: 30_000 })
    const pid = hearth.signalEngine('SIGCONT')
    await hearth.button('Cancel').click()
    await expect(modelButton).toHaveAccessibleName('Model: none')
    await expect.poll(() => isAlive(pid)).toBe(false)
    expect(hearth.enginePids()).toEqual([])
    await expect(page.getByText('No model is loaded.')).toBeVisible()
  })

  await test.step('the menu and Esc cancel as well, and the model before it stays in use', async () => {
    await hearth.chooseModel(/^SmolLM2/)
    await hearth.waitUntilReady()
    const [before] = hearth.enginePids()
    await hearth.chooseModel(/^slow/)
    await expect(modelButton).toHaveText(/slow.*Loading/)
    await modelButton.click()
    await page.getByRole('menuitem', { name: 'Cancel loading' }).click()
    await expect(modelButton).toHaveText(/SmolLM2.*Ready/)
    await expect.poll(() => hearth.enginePids()).toEqual([before])

    await hearth.chooseModel(/^slow/)
    await expect(modelButton).toHaveText(/slow.*Loading/)
    await hearth.composer.press('Escape')
    await expect(modelButton).toHaveText(/SmolLM2.*Ready/)
    await expect.poll(() => hearth.enginePids()).toEqual([before])
  })

  await test.step('a message that waits for the load can be stopped too', async () => {
    await hearth.ask(askForLittle)
    await hearth.chooseModel(/^slow/)
    await expect(modelButton).toHaveText(/slow.*Ready/, { timeout: 60_000 })
    await hearth.write('What noise do you make?')
    await hearth.waitForText()
    await hearth.composer.press('Escape')
    await expect(hearth.replies.last()).toContainText('Stopped by you')
  })
})

test('a message that waits for a load is kept when the load is cancelled', async ({ launch }) => {
  const hearth = await launch({ holdsEngine: true })
  await hearth.write(askForLittle)
  await expect(hearth.replies).toContainText('Waiting for the model to load')
  await hearth.button('Cancel').click()
  await expect(hearth.replies.getByRole('alert')).toContainText('No model is loaded.')
  await expect(hearth.textOf(hearth.questions)).toHaveText(askForLittle)
  await hearth.replies.getByRole('button', { name: 'Try again' }).click()
  await hearth.waitForText()
  await hearth.waitUntilAnswered()
  await expect(hearth.replies).toContainText('2 of 2')
})

test('a message that waits for a load can be stopped, and the load goes on', async ({ launch }) => {
  const hearth = await launch({ holdsEngine: true })
  await hearth.write(askForLittle)
  await expect(hearth.replies).toContainText('Waiting for the model to load')
  await hearth.composer.press('Escape')
  await expect(hearth.replies).toContainText('Stopped by you')
  hearth.resumeEngine()
  await hearth.waitUntilReady()
  await hearth.button('New chat').click()
  await hearth.ask(askForLittle)
})
