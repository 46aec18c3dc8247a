import { expect } from '@playwright/test'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

const sentence = 'Messages above are no longer read by the model: they did not fit (limit 512 tokens).'

test('where a chat outgrows the context, the boundary is drawn', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' Noted, and thank you.', { contextLength: 512 })
  let hearth = await launch()
  await hearth.waitUntilReady()

  const shown = (): Promise<string[]> =>
    hearth.transcript.evaluate((log) =>
      [...log.querySelectorAll('article[data-message-id], .boundary')].map((node) => node.getAttribute('data-message-id') ?? 'boundary')
    )
  const expectBoundary = async (): Promise<string> => {
    const { contextStartId } = await hearth.savedReply()
    const rows = await shown()
    expect(contextStartId).not.toBeNull()
    expect(rows.filter((row) => row === 'boundary')).toHaveLength(1)
    expect(rows.indexOf('boundary'), 'right above the first message that is read').toBe(rows.indexOf(contextStartId ?? '') - 1)
    expect(rows.indexOf('boundary')).toBeGreaterThan(0)
    return contextStartId ?? ''
  }

  await hearth.ask('One: ' + 'abc '.repeat(40))
  await expect(hearth.page.getByText(/no longer read/)).toHaveCount(0)
  expect((await hearth.savedReply()).contextStartId).toBeNull()
  for (let count = 2; (await hearth.savedReply()).contextStartId === null && count < 9; count++) {
    await hearth.ask(`${count}: ${'abc '.repeat(40)}`)
  }
  await expect(hearth.transcript.getByText(sentence)).toBeVisible()
  const first = await expectBoundary()
  await expect(hearth.questions.first(), 'what is not read is still there').toContainText('One: abc')

  await hearth.ask('Short.')
  expect(await expectBoundary(), 'the place is kept while there is room').toBe(first)
  await hearth.close()

  hearth = await launch()
  await hearth.waitUntilReady()
  await expect(hearth.transcript.getByText(sentence)).toBeVisible()
  expect(await expectBoundary()).toBe(first)
})
