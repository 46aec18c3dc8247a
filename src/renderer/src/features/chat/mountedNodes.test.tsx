// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { Message } from '../../../../shared/domain/message'
import { answer } from '../../markdown/testing/answers'
import { openWindow } from '../../testing/openWindow'
import { aConversation, aQuestion, aReply } from '../../testing/samples'

const MESSAGES = 5_000
/** The most rows that are ever mounted: rowWindow.test.ts. */
const MOST_ROWS = 160
const MOST_NODES = 30_000

/** A chat of replies with every kind of block, about 400 tokens each. */
function longChat(): { conversation: ReturnType<typeof aConversation>; messages: Message[] } {
  const conversation = aConversation('A long one')
  const text = answer('mixed', 400).join('')
  const messages: Message[] = []
  for (let place = 0; place < MESSAGES; place += 2) {
    const question = aQuestion(conversation.id, `Question ${place}`, messages.at(-1)?.id ?? null)
    messages.push(question, aReply(question, `${place}\n\n${text}`))
  }
  return { conversation: { ...conversation, activeLeafId: messages.at(-1)?.id ?? null }, messages }
}

const nodesIn = (root: Node): number => {
  const walker = document.createTreeWalker(root)
  let count = 0
  while (walker.nextNode()) count++
  return count
}

it('5,000 messages of every kind of block are few nodes, and no more than 30,000 wherever one scrolls', async () => {
  const { container } = await openWindow([longChat()])
  const rows = container.querySelectorAll('article')
  expect(rows.length).toBeGreaterThanOrEqual(4)
  expect(rows.length).toBeLessThanOrEqual(40)
  expect(rows.item(rows.length - 1).textContent).toContain('4998')
  const inRows = [...rows].reduce((sum, row) => sum + nodesIn(row), 0)
  const others = nodesIn(container) - inRows
  expect(inRows, 'the rows hold what they show').toBeGreaterThan(300)
  expect(others + (inRows / rows.length) * MOST_ROWS).toBeLessThanOrEqual(MOST_NODES)
})
