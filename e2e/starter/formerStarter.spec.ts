import { expect } from '@playwright/test'
import { copyFileSync } from 'node:fs'
import { tinyModelFile } from '../../scripts/setup/tinyModel.mjs'
import { root } from '../support/hearth'
import { addModel, askForLittle, starter } from '../support/models'
import { day, samplePart, saveChats, writeSettings } from '../support/preset'
import { test } from '../support/story'

const former = 'SmolLM2 135M Instruct'

test('a data folder of the starter before this one keeps its chats, gets the new one, and keeps the old file if it is the person’s own', async ({
  dataDir,
  launch
}) => {
  writeSettings(dataDir, { modelId: 'starter' })
  await saveChats(dataDir, [
    { title: 'The week', ago: day, messages: ['Name a day.', { text: 'Monday is a day.', parts: [samplePart({ modelName: former })] }] }
  ])
  addModel(dataDir, 'SmolLM2-135M-Instruct.Q4_1.gguf', (path) => copyFileSync(tinyModelFile(root), path))
  const hearth = await launch()
  await expect(hearth.modelButton).toHaveAccessibleName(`Model: ${starter.name}`)
  await hearth.waitUntilReady()
  await hearth.open('The week')
  await expect(hearth.textOf(hearth.replies)).toHaveText('Monday is a day.')
  await hearth.ask(askForLittle)
  await expect(hearth.replies).toHaveCount(2)
  expect((await hearth.savedReplies()).map(({ parts }) => parts.at(-1)?.modelName)).toEqual([former, starter.name])
  await expect(hearth.page.getByRole('alert')).toHaveCount(0)

  await hearth.chooseModel(/^SmolLM2-135M-Instruct/)
  await expect(hearth.modelButton).toHaveAccessibleName('Model: SmolLM2-135M-Instruct')
  await hearth.waitUntilReady()
})
