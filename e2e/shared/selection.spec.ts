import { expect } from '@playwright/test'
import { countAndHalt, goOnTo, script } from '../support/counting'
import { test } from '../support/sharedStory'

test('a selection in the newest words stays while the reply grows', async ({ hearth, useScript }) => {
  await useScript(script)
  await hearth.waitUntilReady()
  await countAndHalt(hearth)
  const selected = (): Promise<string> => hearth.page.evaluate(() => getSelection()?.toString() ?? '')
  const newest = await hearth.page.evaluate(() => {
    const walker = document.createTreeWalker(
      [...document.querySelectorAll('.message.assistant .prose p')].at(-1) ?? document,
      NodeFilter.SHOW_TEXT
    )
    let last: Node | null = null
    while (walker.nextNode()) if (walker.currentNode.nodeValue?.trim()) last = walker.currentNode
    const end = last?.nodeValue?.length ?? 0
    if (last) getSelection()?.setBaseAndExtent(last, Math.max(0, end - 12), last, end)
    return getSelection()?.toString() ?? ''
  })
  expect(newest).toHaveLength(12)
  const before = await hearth.lastText()

  await goOnTo(hearth, 'w400x')
  expect((await hearth.lastText()).length).toBeGreaterThan(before.length)
  expect(await selected()).toBe(newest)
  await hearth.resumeEngine()
  await hearth.waitUntilReplied()
  expect(await selected(), 'also when the reply has ended').toBe(newest)
})
