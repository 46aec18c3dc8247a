import { expect } from '@playwright/test'
import { letters } from '../support/letters'
import { starter } from '../support/models'
import { test } from '../support/story'

const question = 'Explain in one sentence what a lighthouse is for.'

test('the first answer on a fresh computer', async ({ launch }) => {
  const hearth = await launch({ holdsEngine: true })
  const { page, composer, transcript, replies, status } = hearth

  await test.step('the window is there before the model is', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
    await expect(hearth.modelButton).toHaveAccessibleName(`Model: ${starter.name}`)
    await expect(hearth.modelButton).toContainText('Loading')
    await expect(status).toHaveText(/^Loading model \d+ %$/)
    await expect(hearth.button('Cancel')).toBeVisible()
    await expect(page.getByText('They are saved on this computer only')).toBeVisible()
    await expect(page.getByText('A small model comes with Hearth. It is often wrong; a larger one knows more.')).toBeVisible()
    await expect(composer).toBeFocused()
    await hearth.button('More about models').click()
    const more = page.getByRole('dialog', { name: 'More about models' })
    await expect(more).toContainText(`${starter.name} (491 MB)`)
    await page.keyboard.press('Escape')
    await expect(more).toHaveCount(0)
    await expect(hearth.button('Cancel'), 'Esc closed the words only').toBeVisible()
  })

  await test.step('it can be written to, and what is sent waits where it can be seen', async () => {
    await expect(hearth.button('Send')).toBeDisabled()
    await composer.fill('  \n ')
    await expect(hearth.button('Send')).toBeDisabled()
    await hearth.write(question)
    await expect(composer).toHaveValue('')
    await expect(hearth.textOf(hearth.questions)).toHaveText(question)
    await expect(replies).toContainText('Waiting for the model to load…')
    await expect(transcript).toHaveAttribute('aria-busy', 'true')
    await expect(hearth.button('Stop')).toBeVisible()
    await expect(hearth.conversation(question)).toContainText('Being answered:')
  })

  await test.step('the answer comes as it is written', async () => {
    const seen = await hearth.watchLastReply()
    await hearth.resumeEngine()
    await hearth.waitForText()
    await hearth.waitUntilReplied()
    const whole = await hearth.lastText()
    const growing = (await seen()).filter(({ progress }) => /^Writing…/.test(progress)).map(({ text }) => text)
    expect(new Set(growing).size, 'it grew before the eye').toBeGreaterThan(2)
    for (const early of growing) expect(letters(whole).startsWith(letters(early))).toBe(true)
    expect(whole).toMatch(/lighthouse/i)
    expect(whole).not.toMatch(/<\|im_|\uFFFD|\nassistant/)
  })

  await test.step('under it stands what it took and why it ended', async () => {
    await expect(replies).toContainText(/[\d,]+ tokens · \d+\.\d tok\/s · first token \d+\.\d\d s · finished/)
    await expect(status).toHaveText(/^Finished, \d+ words?$/)
    await expect(hearth.modelButton).toContainText(/Ready · (CPU|GPU)/)
    await expect(hearth.conversations).not.toContainText('Being answered:')
    const reply = await hearth.savedReply()
    expect(reply).toMatchObject({ status: { kind: 'complete', reason: 'finished' }, contextStartId: null })
    expect(letters(await hearth.lastText())).toBe(letters(reply.text))
  })
})
