// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Message } from '../../../../shared/domain/message'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

/** A question and an answer, so many times. */
function aLongChat(exchanges: number) {
  const conversation = aConversation('A')
  let parentId: string | null = null
  const messages: Message[] = Array.from({ length: exchanges }, (_, place) => {
    const question = aQuestion(conversation.id, `Question ${place}`, parentId)
    const reply = aReply(question, `Answer ${place}`)
    parentId = reply.id
    return [question, reply]
  }).flat()
  return { conversation: { ...conversation, activeLeafId: parentId }, messages }
}

const rows = (): HTMLElement[] => screen.getAllByRole('article')
const textNodeOf = (text: string): Node => screen.getByText(text).firstChild as Node

/** As Chromium begins Select all where nothing that can be written in has the focus. */
const selectAll = (): Promise<void> => doing(() => fireEvent(document.body, new Event('selectstart', { bubbles: true, cancelable: true })))
const copy = (): Promise<void> => doing(() => fireEvent.copy(document.body))
const select = (from: Node, fromOffset: number, to: Node, toOffset: number): Promise<void> =>
  doing(() => {
    document.getSelection()?.setBaseAndExtent(from, fromOffset, to, toOffset)
    document.dispatchEvent(new Event('selectionchange'))
  })
const copied = async (inputs: () => { text: string; html?: string | undefined }[]) => {
  await expect.poll(() => inputs().length).toBe(1)
  return inputs()[0] ?? { text: '' }
}

describe('Select all and copy', () => {
  it('take every message of the branch with its speaker, and nothing else, however many rows are mounted', async () => {
    const { bridge } = await openWindow([aLongChat(100)])
    expect(rows()).toHaveLength(20)
    await selectAll()
    await copy()
    const { text, html } = await copied(() => bridge.inputsOf('clipboard.write'))
    expect(text.startsWith('You:\n\nQuestion 0\n\nAssistant:\n\nAnswer 0\n\nYou:\n\nQuestion 1')).toBe(true)
    expect(text.endsWith('Answer 99')).toBe(true)
    expect(text.split('\n\n')).toHaveLength(400)
    expect(html?.match(/<strong>(You|Assistant):<\/strong>/g)).toHaveLength(200)
    expect(html).toContain('<p>Answer 42</p>')
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('200 messages copied'))
  })

  it('take what a growing reply holds by then', async () => {
    const chat = aLongChat(1)
    const question = aQuestion(chat.conversation.id, 'More', chat.messages.at(-1)?.id)
    const reply = aReply(question, '', growing)
    const generation = aGeneration(reply, { kind: 'writing', tokens: 0, tokensPerSecond: null })
    const { bridge, emit } = await openWindow([
      {
        conversation: { ...chat.conversation, activeLeafId: reply.id },
        messages: [...chat.messages, question, reply],
        generations: [generation]
      }
    ])
    await selectAll()
    await emit('generation.event', streamOf(generation, reply).delta('Grown'))
    await copy()
    expect((await copied(() => bridge.inputsOf('clipboard.write'))).text).toMatch(/Assistant:\n\nGrown$/)
  })

  it('are the browser’s where one writes', async () => {
    await openWindow([aLongChat(1)])
    const inField = new Event('selectstart', { bubbles: true, cancelable: true })
    await doing(() => fireEvent(screen.getByRole('textbox'), inField))
    expect(inField.defaultPrevented).toBe(false)
  })

  it('end with another selection', async () => {
    const { bridge } = await openWindow([aLongChat(2)])
    await selectAll()
    await select(textNodeOf('Question 1'), 0, textNodeOf('Question 1'), 3)
    await copy()
    expect((await copied(() => bridge.inputsOf('clipboard.write'))).text).toBe('Que')
  })
})

describe('a selection by hand', () => {
  it('over several messages is copied with their speakers, the first and the last one in part', async () => {
    const { bridge } = await openWindow([aLongChat(3)])
    await select(textNodeOf('Answer 0'), 3, textNodeOf('Answer 2'), 4)
    await copy()
    expect((await copied(() => bridge.inputsOf('clipboard.write'))).text).toBe(
      ['Assistant:\n\nwer 0', 'You:\n\nQuestion 1', 'Assistant:\n\nAnswer 1', 'You:\n\nQuestion 2', 'Assistant:\n\nAnsw'].join('\n\n')
    )
  })

  it('inside one reply is copied as it is marked up, without the colours of the page, and code as its source', async () => {
    const conversation = aConversation('A')
    const question = aQuestion(conversation.id, 'Two *signs*')
    const reply = aReply(question, 'Take **this** first.\n\n```js\nlet a\n\n  b()\n```\n\nAnd $x^2$.')
    const { bridge } = await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
    const code = screen.getByRole('log').querySelector('pre code') as Node
    const bold = screen.getByText('this').firstChild as Node
    await select(textNodeOf('Take'), 2, bold, 2)
    await copy()
    await select(code, 0, code, code.childNodes.length)
    await copy()
    await select(textNodeOf('Two *signs*'), 4, textNodeOf('Two *signs*'), 11)
    await copy()
    await expect.poll(() => bridge.inputsOf('clipboard.write')).toHaveLength(3)
    expect(bridge.inputsOf('clipboard.write')).toEqual([
      { text: 'ke th', html: 'ke <strong>th</strong>' },
      { text: 'let a\n\n  b()' },
      { text: '*signs*', html: '<div style="white-space: pre-wrap">*signs*</div>' }
    ])
  })

  it('of a long message of the person is copied as it was written, also where it is laid out in blocks', async () => {
    const conversation = aConversation('A')
    const question = aQuestion(conversation.id, `{${'"key":"value",'.repeat(800)}}`)
    const reply = aReply(question, 'Much')
    const { bridge } = await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
    const blocks = [...document.querySelectorAll('.text-block')].map((block) => block.firstChild as Text)
    const [first, last] = [blocks[0], blocks.at(-1)]
    if (!first || !last || first === last) throw new Error('it has several blocks')
    await select(first, 0, last, last.data.length)
    await copy()
    await select(first, 0, textNodeOf('Much'), 4)
    await copy()
    await expect.poll(() => bridge.inputsOf('clipboard.write')).toHaveLength(2)
    const [own, both] = bridge.inputsOf('clipboard.write')
    expect(own?.text === question.text).toBe(true)
    expect(both?.text === `You:\n\n${question.text}\n\nAssistant:\n\nMuch`).toBe(true)
  })

  it('that ends before the first word of the next message is one of a single message', async () => {
    const { bridge } = await openWindow([aLongChat(2)])
    await select(textNodeOf('Answer 0'), 0, textNodeOf('Question 1'), 0)
    await copy()
    expect(await copied(() => bridge.inputsOf('clipboard.write'))).toEqual({ text: 'Answer 0', html: '<p>Answer 0</p>' })
  })

  it('over some items of a list keeps their numbers', async () => {
    const conversation = aConversation('A')
    const question = aQuestion(conversation.id, 'Count')
    const reply = aReply(question, '3. three\n4. four\n   1. first\n   2. second\n5. five\n\nEnd.')
    const { bridge } = await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
    await select(textNodeOf('four'), 0, textNodeOf('five'), 4)
    await copy()
    await select(textNodeOf('second'), 0, textNodeOf('End.'), 3)
    await copy()
    await select(textNodeOf('four'), 1, textNodeOf('four'), 3)
    await copy()
    await expect.poll(() => bridge.inputsOf('clipboard.write')).toHaveLength(3)
    const [items, deep, word] = bridge.inputsOf('clipboard.write')
    expect(items).toEqual({
      text: '4. four\n   1. first\n   2. second\n5. five',
      html: '<ol start="4"><li>four<ol><li>first</li><li>second</li></ol></li><li>five</li></ol>'
    })
    expect(deep?.text).toBe('4. 2. second\n5. five\n\nEnd')
    expect(word).toEqual({ text: 'ou', html: 'ou' })
  })

  it('keeps the rows in which it begins and ends, and takes those between that are not mounted', async () => {
    const { bridge } = await openWindow([aLongChat(100)])
    await select(textNodeOf('Question 90'), 0, textNodeOf('Answer 98'), 8)
    await doing(() => fireEvent.keyDown(screen.getByRole('log'), { key: 'Home' }))
    expect(rows().map(({ textContent }) => textContent?.slice(0, 20))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Question 0'),
        expect.stringContaining('Question 90'),
        expect.stringContaining('Answer 98')
      ])
    )
    expect(screen.queryByText('Question 95')).toBeNull()
    await copy()
    const { text } = await copied(() => bridge.inputsOf('clipboard.write'))
    expect(text.match(/Question|Answer/g)).toHaveLength(18)
    expect(text).toContain('Question 95')
    await select(textNodeOf('Question 0'), 0, textNodeOf('Question 0'), 1)
    expect(screen.queryByText('Question 90'), 'it is kept for nothing any more').toBeNull()
  })
})

describe('Home and End', () => {
  const press = (key: string): Promise<void> => doing(() => fireEvent.keyDown(screen.getByRole('log'), { key }))

  it('mean the whole conversation', async () => {
    await openWindow([aLongChat(300)])
    await press('Home')
    expect(rows()[0]?.textContent).toContain('Question 0')
    expect(rows()).toHaveLength(21)
    await press('End')
    expect(rows().at(-1)?.textContent).toContain('Answer 299')
    expect(rows()).toHaveLength(20)
  })

  it('are ⌘↑ and ⌘↓ too on macOS, and nowhere else', async () => {
    await openWindow([aLongChat(300)])
    const up = { key: 'ArrowUp', metaKey: true }
    await doing(() => fireEvent.keyDown(screen.getByRole('log'), up))
    expect(rows().at(-1)?.textContent).toContain('Answer 299')
    const platform = vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel')
    await doing(() => fireEvent.keyDown(screen.getByRole('log'), up))
    expect(rows()[0]?.textContent).toContain('Question 0')
    await doing(() => fireEvent.keyDown(screen.getByRole('log'), { key: 'ArrowDown', metaKey: true }))
    expect(rows().at(-1)?.textContent).toContain('Answer 299')
    platform.mockRestore()
  })

  it('are the message box’s own where one writes', async () => {
    await openWindow([aLongChat(300)])
    await doing(() => fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Home' }))
    expect(rows().at(-1)?.textContent).toContain('Answer 299')
  })
})
