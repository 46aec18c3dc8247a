// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import type { AssistantMessage, UserMessage } from '../../../../shared/domain/message'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

const waits: Partial<AssistantMessage> = { status: { kind: 'queued' }, stats: null, parts: [] }
const writing: GenerationPhase = { kind: 'writing', tokens: 38, tokensPerSecond: 41 }

/** A chat whose reply is being written, or is `elsewhere`, and these texts that wait behind it. */
async function setUp(texts: readonly string[], { isElsewhere = false, draft = '' } = {}) {
  const conversation = aConversation('Letter')
  const other = aConversation('Elsewhere')
  const question = aQuestion(conversation.id, 'First')
  const reply = aReply(question, 'Half of', isElsewhere ? {} : growing)
  const behind = isElsewhere ? 'Bread' : 'Letter'
  const pairs: { asked: ReturnType<typeof aQuestion>; reply: ReturnType<typeof aReply>; generation: ReturnType<typeof aGeneration> }[] = []
  for (const text of texts) {
    const asked = aQuestion(conversation.id, text, pairs.at(-1)?.reply.id ?? reply.id)
    const waiting = aReply(asked, '', waits)
    pairs.push({ asked, reply: waiting, generation: aGeneration(waiting, { kind: 'queued', behind }, 1) })
  }
  const running = aGeneration(reply, writing, 5)
  const generations = [...(isElsewhere ? [] : [running]), ...pairs.map(({ generation }) => generation)]
  const messages = [question, reply, ...pairs.flatMap(({ asked, reply }) => [asked, reply])]
  const stored = { conversation: { ...conversation, activeLeafId: messages.at(-1)?.id ?? null }, messages, generations, draft }
  const view = await openWindow([stored, { conversation: other, messages: [] }])
  return { ...view, pairs, conversation, other, stream: streamOf(running, reply) }
}

/** Two replies to a question, the second one above a message that waits; generations of these where they have a phase. */
function aChatWithVariants({ above, other }: { above?: GenerationPhase; other?: GenerationPhase }) {
  const conversation = aConversation('Letter')
  const first = aQuestion(conversation.id, 'First')
  const variants = [aReply(first, 'One', other && growing), aReply(first, above ? '' : 'Two', above && waits)] as const
  const asked = aQuestion(conversation.id, 'Second', variants[1].id)
  const reply = aReply(asked, '', waits)
  const behind = other ? 'Letter' : 'Bread'
  const generations = [
    ...(other ? [aGeneration(variants[0], other)] : []),
    ...(above ? [aGeneration(variants[1], above)] : []),
    aGeneration(reply, { kind: 'queued', behind })
  ]
  return { conversation: { ...conversation, activeLeafId: reply.id }, messages: [first, ...variants, asked, reply], generations }
}

const rows = () => within(screen.getByRole('list', { name: 'Messages that wait' })).getAllByRole('listitem')
const row = (place: number) => within(rows()[place] as HTMLElement)
const click = (button: HTMLElement) => doing(() => fireEvent.click(button))
const composer = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit text' })
const edit = async (place: number, text: string): Promise<void> => {
  await click(row(place).getByRole('button', { name: 'Edit' }))
  await doing(() => fireEvent.change(field(), { target: { value: text } }))
}

describe('messages that wait', () => {
  it('stand above the composer in their order, and not in the conversation', async () => {
    await setUp(['Second', 'Third'])
    expect(screen.getByRole('region', { name: '2 messages wait for this reply' })).toBeTruthy()
    expect(rows().map(({ textContent }) => textContent)).toEqual(['Second', 'Third'])
    expect(screen.getAllByRole('article')).toHaveLength(2)
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  it('name the chat whose reply they wait for when it is another one', async () => {
    await setUp(['Second'], { isElsewhere: true })
    expect(screen.getByRole('region', { name: '1 message waits for the reply in “Bread”' })).toBeTruthy()
  })

  it('name the reply above them, where that waits itself for one in another chat', async () => {
    const { conversation, messages, generations } = aChatWithVariants({ above: { kind: 'queued', behind: 'Bread' } })
    await openWindow([{ conversation, messages, generations }])
    expect(screen.getByRole('region', { name: '1 message waits for this reply' })).toBeTruthy()
  })

  it('name the other reply of the chat, where that is written in a branch that is not shown', async () => {
    const { conversation, messages, generations } = aChatWithVariants({ other: writing })
    await openWindow([{ conversation, messages, generations }])
    expect(screen.getByRole('region', { name: '1 message waits for the other reply in this chat' })).toBeTruthy()
  })

  it('go into the conversation when their turn comes', async () => {
    const { emit, pairs } = await setUp(['Second'])
    const [pair] = pairs
    if (!pair) throw new Error('one waits')
    await emit('generation.event', streamOf(pair.generation, pair.reply).phase({ kind: 'reading', done: 0, total: 0 }))
    expect(screen.queryByRole('list', { name: 'Messages that wait' })).toBeNull()
    expect(screen.getAllByRole('article')).toHaveLength(4)
  })

  it('go back into the composer when they are removed', async () => {
    const { bridge, emit, pairs, conversation } = await setUp(['Second', 'Third'], { draft: 'Being written' })
    const [second, third] = pairs
    if (!second || !third) throw new Error('two wait')
    bridge.answer('generation.remove', () => ({ draft: 'Being written\n\nSecond' }))
    await click(row(0).getByRole('button', { name: 'Remove' }))
    expect(bridge.inputsOf('generation.remove')).toEqual([{ generationId: second.generation.generationId }])
    await emit('generation.event', streamOf(second.generation, second.reply).ended({ kind: 'stopped' }))
    await emit('message.saved', { message: { ...third.asked, parentId: second.asked.parentId } })
    await emit('message.removed', { conversationId: conversation.id, messageIds: [second.asked.id, second.reply.id] })
    expect(rows().map(({ textContent }) => textContent)).toEqual(['Third'])
    expect(composer().value).toBe('Being written\n\nSecond')
    expect(document.activeElement).toBe(composer())
    expect(screen.getAllByRole('article')).toHaveLength(2)
  })

  it('say why they could not be removed', async () => {
    const { bridge } = await setUp(['Second'])
    bridge.answer('generation.remove', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await click(row(0).getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(row(0).getByRole('alert').textContent).toMatch(/The disk is full/))
  })
})

describe('a message that waits and is changed', () => {
  it('is saved with Enter, and the focus goes back to where it came from', async () => {
    const { bridge, pairs } = await setUp(['Second', 'Third'])
    const [, third] = pairs
    if (!third) throw new Error('two wait')
    bridge.answer('generation.edit', ({ text }) => ({ ...third.asked, text }))
    await edit(1, 'Third, changed')
    expect(document.activeElement).toBe(field())
    await doing(() => fireEvent.keyDown(field(), { key: 'Enter' }))
    expect(bridge.inputsOf('generation.edit')).toEqual([{ generationId: third.generation.generationId, text: 'Third, changed' }])
    expect(rows().map(({ textContent }) => textContent)).toEqual(['Second', 'Third, changed'])
    expect(document.activeElement).toBe(row(1).getByRole('button', { name: 'Edit' }))
  })

  it('stays as it was after Esc, which stops no reply', async () => {
    const { bridge } = await setUp(['Second'])
    await edit(0, 'Changed')
    await doing(() => fireEvent.keyDown(field(), { key: 'Escape' }))
    expect(rows().map(({ textContent }) => textContent)).toEqual(['Second'])
    expect([...bridge.inputsOf('generation.edit'), ...bridge.inputsOf('generation.stop')]).toEqual([])
  })

  it('is not saved by the Enter of an input method, with Shift, or without a text', async () => {
    const { bridge } = await setUp(['Second'])
    await edit(0, 'Changed')
    for (const more of [{ isComposing: true }, { keyCode: 229 }, { shiftKey: true }]) {
      await doing(() => fireEvent.keyDown(field(), { key: 'Enter', ...more }))
    }
    act(() => {
      fireEvent.compositionEnd(field())
      fireEvent.keyDown(field(), { key: 'Enter' }) // some report the key that ends it only afterwards
      fireEvent.compositionEnd(field())
      fireEvent.keyDown(field(), { key: 'Escape' })
    })
    expect(field().value).toBe('Changed')
    await doing(() => fireEvent.change(field(), { target: { value: ' \n' } }))
    await doing(() => fireEvent.keyDown(field(), { key: 'Enter' }))
    expect(row(0).getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    expect(bridge.inputsOf('generation.edit')).toEqual([])
  })

  it('is still open in its chat after another one was shown', async () => {
    await setUp(['Second'])
    await edit(0, 'Half a cha')
    await click(screen.getByRole('button', { name: /^Elsewhere/ }))
    await click(screen.getByRole('button', { name: /Letter/ }))
    expect(field().value).toBe('Half a cha')
  })

  it('is saved when Hearth is closed in the middle of it, before the page says that it is ready', async () => {
    const { bridge, emit, pairs } = await setUp(['Second', 'Third'])
    const [second] = pairs
    if (!second) throw new Error('two wait')
    bridge.answer('generation.edit', ({ text }) => ({ ...second.asked, text }))
    await edit(0, 'Half a cha')
    await emit('app.closing', {})
    expect(bridge.inputsOf('generation.edit')).toEqual([{ generationId: second.generation.generationId, text: 'Half a cha' }])
    expect(bridge.inputsOf('app.readyToClose')).toHaveLength(1)
  })

  it('is saved before its chat is deleted, and not told as sent', async () => {
    const { bridge, emit, pairs, conversation } = await setUp(['Second'])
    const [pair] = pairs
    if (!pair) throw new Error('one waits')
    const asked: string[] = []
    bridge.answer('generation.edit', ({ text }) => {
      asked.push(text)
      return { ...pair.asked, text }
    })
    bridge.answer('conversation.delete', () => {
      asked.push('delete')
      return null
    })
    await edit(0, 'Second, changed')
    await click(screen.getAllByRole('button', { name: 'Delete' })[0] as HTMLElement)
    await emit('generation.event', streamOf(pair.generation, pair.reply).ended({ kind: 'stopped' }))
    expect(asked).toEqual(['Second, changed', 'delete'])
    expect(bridge.inputsOf('conversation.delete')).toEqual([{ conversationId: conversation.id }])
    expect(screen.queryByText(/^The message was sent while you were changing it/)).toBeNull()
  })

  it('is in the draft after Hearth was closed, where its message was answered by then', async () => {
    const { bridge, emit, conversation } = await setUp(['Second'], { draft: 'Being written' })
    bridge.answer('generation.edit', () => {
      throw new Refused({ code: 'generation.alreadyBegun' })
    })
    await edit(0, 'Half a cha')
    await emit('app.closing', {})
    expect(bridge.inputsOf('conversation.saveDraft')).toEqual([{ conversationId: conversation.id, text: 'Being written\n\nHalf a cha' }])
    expect(bridge.inputsOf('app.readyToClose')).toHaveLength(1)
  })

  it('says why the change was refused, and keeps it in the field', async () => {
    const { bridge } = await setUp(['Second'])
    bridge.answer('generation.edit', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await edit(0, 'Changed')
    await click(row(0).getByRole('button', { name: 'Save' }))
    expect(row(0).getByRole('alert').textContent).toMatch(/The disk is full/)
    expect(field().value).toBe('Changed')
  })

  it.each([false, true])(
    'leaves the change in the composer when its turn comes in the middle; while it is being saved: %s',
    async (isSaving) => {
      const { bridge, emit, pairs } = await setUp(['Second'], { draft: 'Being written' })
      const [pair] = pairs
      if (!pair) throw new Error('one waits')
      let refuse: (error: Refused) => void = () => undefined
      bridge.answer('generation.edit', () => new Promise<never>((_, reject) => (refuse = reject)))
      await edit(0, 'Changed')
      if (isSaving) await click(row(0).getByRole('button', { name: 'Save' }))
      await emit('generation.event', streamOf(pair.generation, pair.reply).phase({ kind: 'reading', done: 0, total: 0 }))
      if (isSaving) await doing(() => refuse(new Refused({ code: 'generation.alreadyBegun' })))
      await waitFor(() => expect(composer().value).toBe('Being written\n\nChanged'))
      expect(screen.getByText(/^The message was sent while you were changing it/)).toBeTruthy()
    }
  )

  it('leaves nothing behind when its turn comes before anything was changed, or after the change was saved', async () => {
    const { bridge, emit, pairs } = await setUp(['Second', 'Third'])
    const [second, third] = pairs
    if (!second || !third) throw new Error('two wait')
    await click(row(0).getByRole('button', { name: 'Edit' }))
    await emit('generation.event', streamOf(second.generation, second.reply).phase({ kind: 'reading', done: 0, total: 0 }))
    let save: (message: UserMessage) => void = () => undefined
    bridge.answer('generation.edit', () => new Promise<UserMessage>((resolve) => (save = resolve)))
    await edit(0, 'Third, changed')
    await click(row(0).getByRole('button', { name: 'Save' }))
    await emit('generation.event', streamOf(third.generation, third.reply).phase({ kind: 'reading', done: 0, total: 0 }))
    await doing(() => save({ ...third.asked, text: 'Third, changed' }))
    expect(composer().value).toBe('')
    expect(screen.getByText('Third, changed')).toBeTruthy()
  })
})
