import { expect } from '@playwright/test'
import { clipboardOf } from '../support/clipboard'
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

test('what is selected in one reply is copied as it reads, without the colours of the page', async ({ hearth, useScript }) => {
  await useScript(' Take **this** and $x^2$.\n\n- one\n- two\n\n```js\nlet a\n\n  b()\n```')
  await hearth.call('preferences.set', { theme: 'dark' })
  await hearth.ask('Go')
  await expect(hearth.replies.locator('.katex')).toBeVisible()
  const copied = async (selector: string): Promise<{ text: string; html: string }> => {
    await hearth.app.evaluate(({ clipboard }) => clipboard.clear())
    await hearth.replies.locator(selector).evaluate((element) => getSelection()?.selectAllChildren(element))
    await hearth.page.keyboard.press('ControlOrMeta+c')
    await expect.poll(() => clipboardOf(hearth, 'text/plain')).not.toBe('')
    return { text: await clipboardOf(hearth, 'text/plain'), html: await clipboardOf(hearth, 'text/html') }
  }
  const answer = await copied('.message-text')
  expect(answer.text).toBe('Take this and x^2.\n\n- one\n- two\n\nlet a\n\n  b()')
  expect(answer.html).toContain('<strong>this</strong> and <code>x^2</code>')
  expect(answer.html).not.toMatch(/color|class=/)
  expect((await copied('pre code')).text).toBe('let a\n\n  b()')
})

test('the mark of a footnote covers none of the words beside it, however long its name', async ({ hearth, useScript }) => {
  await useScript(' One[^1] and another[^a-long-name].\n\n[^1]: First.\n[^a-long-name]: Second.')
  await hearth.ask('Go')
  await expect(hearth.replies.locator('.footnote-mark')).toHaveCount(2)
  const gaps = await hearth.replies.locator('.footnote-mark').evaluateAll((marks) =>
    marks.flatMap((mark) => {
      const edges = (node: Node | null | undefined): DOMRect => {
        const range = document.createRange()
        if (node) range.selectNodeContents(node)
        return range.getBoundingClientRect()
      }
      const label = edges(mark.querySelector('button'))
      return [label.left - edges(mark.previousSibling).right, edges(mark.nextSibling).left - label.right]
    })
  )
  expect(gaps).toHaveLength(4)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(-0.5)
})
