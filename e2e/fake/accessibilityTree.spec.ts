import { expect } from '@playwright/test'
import { accessibilityTree, partOf } from '../support/axTree'
import { test } from '../support/sharedStory'

// What Chromium tells screen readers, as it was when it was last looked at by a person. A line that changes is a change of the product.

test('a conversation is a log of articles, each with its heading, that says nothing by itself', async ({ hearth }) => {
  await hearth.ask('/formatted')
  await hearth.page.locator('.katex').first().waitFor()
  await hearth.call('preferences.set', { showTimes: false })
  await hearth.transcript.evaluate((log) => log.scrollTo(0, 0))
  expect(partOf(await accessibilityTree(hearth.page), 'log').join('\n')).toBe('')
})

test('while a reply is written the log is busy and silent, and what is said stands outside it', async ({ hearth }) => {
  await hearth.write('/long 8000')
  await hearth.waitForText()
  await hearth.composer.fill('The next one')
  const tree = await accessibilityTree(hearth.page)
  expect(partOf(tree, 'log')[0]).toBe('log “Conversation” [busy live=off]')
  expect(tree.filter((line) => /^ *(status|alert)/.test(line))).toEqual(['status [live=polite]'])
  expect(partOf(tree, 'log').filter((line) => /live=(polite|assertive)/.test(line))).toEqual([])
  const composer = tree.slice(tree.findIndex((line) => line.includes('“Message”'))).map((line) => line.trim())
  expect(composer).toEqual([])
})
