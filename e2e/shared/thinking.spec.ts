import { expect } from '@playwright/test'
import { thinking, thinkingOpened } from '../../src/engine/scriptedModel/chatTemplates'
import { test } from '../support/sharedStory'

const marks = ['<think>', '</think>']
const space = '\u2581'
const thought = ['pondering', `${space}this`, `${space}deeply`]
const reply = ['Final', `${space}answer.`]

for (const [name, script, options] of [
  [
    'between marks of its format',
    ['<think>', '<0x0A>', ...thought, '\n', '</think>', ...reply],
    { chatTemplate: thinking, startsAfter: ':', userDefined: marks }
  ],
  [
    'in a thought that its template opens',
    [...thought, '<0x0A>', '</think>', ...reply],
    { chatTemplate: thinkingOpened, userDefined: marks }
  ],
  ['between tags that its template knows nothing of', ['<th', 'ink', '>', '<0x0A>', ...thought, '</', 'think>', ...reply], {}]
] as const) {
  test(`what a model thinks ${name} is kept apart from what it answers`, async ({ hearth, useScript }) => {
    await useScript(script, options)
    await hearth.ask('Think, please.')
    expect(await hearth.savedReply()).toMatchObject({ text: 'Final answer.', thought: { text: 'pondering this deeply' } })
    await expect(hearth.textOf(hearth.replies)).toHaveText('Final answer.')
    await hearth.thoughtButton().click()
    await expect(hearth.thought).toHaveText('pondering this deeply')
  })
}
