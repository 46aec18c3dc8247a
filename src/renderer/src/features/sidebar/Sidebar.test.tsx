// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { UserMessage } from '../../../../shared/domain/message'
import { canRun, runCommand } from '../../state/commands'
import { useViewStore } from '../../state/viewStore'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

function aChat(title: string, updatedAt: number) {
  const conversation = aConversation(title, { updatedAt })
  const question = aQuestion(conversation.id, `About ${title}`)
  const reply = aReply(question, 'R')
  return { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
}
const now = Date.now()
const chats = () => [aChat('One', now), aChat('Two', now - 1), aChat('Three', now - 2)]
const list = () => within(screen.getByRole('navigation', { name: 'Conversations' })).getByRole('list', { name: 'Conversations' })
const titles = () =>
  within(list())
    .getAllByRole('listitem')
    .map((item) => item.querySelector('.item-title')?.textContent)
const rowOf = (title: string) =>
  within(list())
    .getAllByRole('listitem')
    .find((item) => item.textContent?.includes(title)) as HTMLElement
const press = (element: Element, key: string) => doing(() => fireEvent.keyDown(element, { key }))
const click = (element: Element) => doing(() => fireEvent.click(element))

describe('the list of chats', () => {
  it('says that it is being read, that there is none yet, and that it cannot be had', async () => {
    const nav = () => screen.getByRole('navigation', { name: 'Conversations' })
    let isAnswered = (): void => undefined
    const { bridge, emit } = await openWindow([])
    expect(nav().textContent).toContain('Your chats will be listed here.')
    await emit('storage.changed', { storage: { kind: 'unavailable', error: { code: 'storage.unreadable' } } })
    expect(nav().textContent).toContain('Your chats cannot be listed now.')
    bridge.answer('app.start', () => new Promise<never>((_, reject) => (isAnswered = () => reject(new Refused({ code: 'internal' })))))
    await emit('storage.changed', { storage: { kind: 'ready' } })
    expect(nav().textContent).toContain('Reading your chats…')
    await doing(() => isAnswered())
    expect(nav().textContent).toContain('Your chats cannot be listed now.')
  })

  it('tells a chat whose reply is being made from one whose message only waits', async () => {
    const [one, two, three] = chats()
    if (!one || !two || !three) throw new Error('three chats')
    const made = [one, two].map(({ messages: [question] }) => aReply(question as UserMessage, '', growing))
    const [first, second] = made
    if (!first || !second) throw new Error('two replies')
    const generations = [aGeneration(first), aGeneration(second, { kind: 'queued', behind: 'One' })]
    await openWindow([{ ...one, generations }, two, three], { openConversationId: three.conversation.id })
    expect(['One', 'Two', 'Three'].map((title) => rowOf(title).querySelector('.visually-hidden')?.textContent)).toEqual([
      'Being answered:',
      'Waiting:',
      undefined
    ])
  })

  it('shows them newest first, under their day, with the open one marked', async () => {
    await openWindow(chats().reverse(), { openConversationId: null })
    expect(titles()).toEqual(['One', 'Two', 'Three'])
    expect(within(list()).getByText('Today')).toBeTruthy()
    await click(within(rowOf('Two')).getByRole('button', { name: /^Two/ }))
    expect(within(rowOf('Two')).getByRole('button', { name: /^Two/ }).getAttribute('aria-current')).toBe('true')
    expect(screen.getByRole('article', { name: 'You' }).textContent).toContain('About Two')
    expect(document.activeElement).toBe(screen.getByRole('textbox'))
  })

  it('shows the last one that was chosen, however long the one before takes', async () => {
    const [one, two, three] = chats()
    if (!one || !two || !three) throw new Error('three chats')
    const { bridge } = await openWindow([one, two, three])
    let finish = (): void => undefined
    const slow = new Promise<void>((resolve) => (finish = resolve))
    bridge.answer('conversation.open', async ({ conversationId }) => {
      if (conversationId === two.conversation.id) await slow
      const found = conversationId === two.conversation.id ? two : three
      return { conversation: found.conversation, messages: found.messages, generations: [], draft: '', place: null }
    })
    await click(within(rowOf('Two')).getByRole('button', { name: /^Two/ }))
    await click(within(rowOf('Three')).getByRole('button', { name: /^Three/ }))
    await doing(() => finish())
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Three')
  })

  it('shows in which chat a reply is generated while another is open', async () => {
    const [one, two] = chats()
    if (!one || !two) throw new Error('two chats')
    const question = aQuestion(two.conversation.id, 'Q')
    const reply = aReply(question, '', growing)
    const generation = aGeneration(reply, { kind: 'writing', tokens: 1, tokensPerSecond: null }, 1)
    const { emit } = await openWindow([one, { ...two, generations: [generation] }])
    expect(rowOf('Two').textContent).toContain('Being answered')
    expect(rowOf('One').textContent).not.toContain('Being answered')
    await emit('generation.event', streamOf(generation, reply).ended({ kind: 'stopped' }))
    expect(rowOf('Two').textContent).not.toContain('Being answered')
  })

  it('deletes at once and brings back with Undo', async () => {
    const [one, two, three] = chats()
    if (!one || !two || !three) throw new Error('three chats')
    const { bridge } = await openWindow([one, two, three])
    bridge.answer('conversation.restore', () => one.conversation)
    await click(within(rowOf('One')).getByRole('button', { name: 'Delete' }))
    expect(bridge.inputsOf('conversation.delete')).toEqual([{ conversationId: one.conversation.id }])
    expect(titles()).toEqual(['Two', 'Three'])
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('New chat')
    expect(screen.getByText('“One” was deleted.')).toBeTruthy()
    await click(screen.getByRole('button', { name: 'Undo' }))
    expect(titles()).toEqual(['One', 'Two', 'Three'])
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('One')
  })

  it('brings them back by Ctrl+Z, one after the other, and by its command, also after it could not be brought back', async () => {
    const [one, two, three] = chats()
    if (!one || !two || !three) throw new Error('three chats')
    const { bridge } = await openWindow([one, two, three])
    const known = new Map([one, two, three].map(({ conversation }) => [conversation.id, conversation]))
    let isBroken = false
    bridge.answer('conversation.restore', ({ conversationId }) => {
      const found = known.get(conversationId)
      if (isBroken || !found) throw new Refused({ code: 'internal' })
      return found
    })
    const undo = () =>
      doing(() => fireEvent.keyDown(screen.getByRole('textbox', { name: 'Message' }), { key: 'z', code: 'KeyZ', ctrlKey: true }))
    const remove = (title: string) => click(within(rowOf(title)).getByRole('button', { name: 'Delete' }))
    await undo()
    await remove('One')
    await remove('Three')
    expect(titles()).toEqual(['Two'])
    isBroken = true
    await undo()
    expect(titles()).toEqual(['Two'])
    isBroken = false
    await undo()
    expect(titles()).toEqual(['Two', 'Three'])
    expect(screen.queryByText('“Three” was deleted.')).toBeNull()
    await undo()
    expect(titles()).toEqual(['One', 'Two', 'Three'])
    await undo()
    expect(bridge.inputsOf('conversation.restore')).toHaveLength(3)
    await remove('Two')
    await doing(() => runCommand('undoDeletion'))
    expect(titles()).toEqual(['One', 'Two', 'Three'])
    expect(canRun('undoDeletion')).toBe(false)
  })

  it('leaves Ctrl+Z to what was typed since a chat was deleted', async () => {
    const [one, two] = chats()
    if (!one || !two) throw new Error('two chats')
    const { bridge } = await openWindow([one, two])
    await click(within(rowOf('Two')).getByRole('button', { name: 'Delete' }))
    const field = screen.getByRole('textbox', { name: 'Message' })
    await doing(() => fireEvent.input(field, { target: { value: 'Hello' } }))
    const isLeft = fireEvent.keyDown(field, { key: 'z', code: 'KeyZ', ctrlKey: true })
    expect(isLeft).toBe(true)
    expect(bridge.inputsOf('conversation.restore')).toEqual([])
    expect(canRun('undoDeletion')).toBe(true)
  })

  it('asks for older chats as the end of the list comes near, and keeps what it knows to be newer', async () => {
    const [one, two, three] = chats()
    if (!one || !two || !three) throw new Error('three chats')
    let answer = (): void => undefined
    const { bridge, emit } = await openWindow([one], { conversations: { conversations: [one.conversation], next: '2/page' } }, (bridge) =>
      bridge.answer('conversation.list', async ({ from }) => {
        await new Promise<void>((resolve) => (answer = resolve))
        return from === '2/page'
          ? { conversations: [two.conversation], next: '1/page' }
          : { conversations: [three.conversation, { ...two.conversation, title: 'Two, as it was' }], next: null }
      })
    )
    expect(bridge.inputsOf('conversation.list')).toEqual([{ from: '2/page' }])
    await click(list())
    await doing(() => fireEvent.scroll(list()))
    expect(bridge.inputsOf('conversation.list'), 'one page is asked for at a time').toHaveLength(1)
    await doing(() => answer())
    expect(titles()).toEqual(['One', 'Two'])
    await emit('conversation.saved', { conversation: { ...two.conversation, title: 'Two, renamed' } })
    await doing(() => answer())
    expect(bridge.inputsOf('conversation.list').at(-1)).toEqual({ from: '1/page' })
    expect(titles()).toEqual(['One', 'Two, renamed', 'Three'])
  })

  it('lists the open chat, whatever page it is on', async () => {
    const [one, two] = chats()
    if (!one || !two) throw new Error('two chats')
    await openWindow([two, one], { conversations: { conversations: [one.conversation], next: null } })
    expect(titles()).toEqual(['One', 'Two'])
    expect(within(rowOf('Two')).getByRole('button', { name: /^Two/ }).getAttribute('aria-current')).toBe('true')
  })

  it('says once that older chats could not be listed, and asks again when the person does', async () => {
    const [one, two] = chats()
    if (!one || !two) throw new Error('two chats')
    let isBroken = true
    const { bridge } = await openWindow([one], { conversations: { conversations: [one.conversation], next: '2/page' } }, (bridge) =>
      bridge.answer('conversation.list', () => {
        if (isBroken) throw new Refused({ code: 'storage.unreadable' })
        return { conversations: [two.conversation], next: null }
      })
    )
    await doing(() => fireEvent.scroll(list()))
    await doing(() => fireEvent.scroll(list()))
    expect(bridge.inputsOf('conversation.list')).toHaveLength(1)
    expect(screen.getAllByText('The older chats could not be listed.')).toHaveLength(1)
    isBroken = false
    await click(within(list()).getByRole('button', { name: 'List the older chats' }))
    expect(titles()).toEqual(['One', 'Two'])
  })

  it('goes on listing older chats once the storage that could not be read is back', async () => {
    const [one, two] = chats()
    if (!one || !two) throw new Error('two chats')
    const error = { code: 'storage.unreadable' } as const
    let isBroken = true
    const { emit } = await openWindow([one], { conversations: { conversations: [one.conversation], next: '2/page' } }, (bridge) =>
      bridge.answer('conversation.list', () => {
        if (isBroken) throw new Refused(error)
        return { conversations: [two.conversation], next: null }
      })
    )
    await emit('storage.changed', { storage: { kind: 'unavailable', error } })
    isBroken = false
    await emit('storage.changed', { storage: { kind: 'ready' } })
    expect(titles()).toEqual(['One', 'Two'])
    expect(within(list()).queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('is used with the keyboard alone: arrows move, Delete deletes, the neighbour has the focus', async () => {
    const { bridge } = await openWindow(chats())
    const buttonOf = (title: string) => within(rowOf(title)).getByRole('button', { name: new RegExp(`^${title}`) })
    buttonOf('One').focus()
    await press(buttonOf('One'), 'ArrowDown')
    expect(document.activeElement).toBe(buttonOf('Two'))
    await press(buttonOf('Two'), 'Delete')
    expect(bridge.inputsOf('conversation.delete')).toHaveLength(1)
    expect(titles()).toEqual(['One', 'Three'])
    expect(document.activeElement).toBe(buttonOf('Three'))
  })

  it('deletes one chat for each press of Delete, however long the key is held down', async () => {
    const { bridge } = await openWindow(chats())
    const button = within(rowOf('Two')).getByRole('button', { name: /^Two/ })
    button.focus()
    await press(button, 'Delete')
    await doing(() => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Delete', repeat: true }))
    expect(bridge.inputsOf('conversation.delete')).toHaveLength(1)
    expect(titles()).toEqual(['One', 'Three'])
  })

  it('keeps the chat and says why when it could not be deleted', async () => {
    const { bridge } = await openWindow(chats())
    bridge.answer('conversation.delete', () => {
      throw new Refused({ code: 'storage.writeFailed' })
    })
    await click(within(rowOf('Two')).getByRole('button', { name: 'Delete' }))
    expect(titles()).toEqual(['One', 'Two', 'Three'])
    expect(screen.getByRole('alert').textContent).toContain('“Two” could not be deleted.')
  })

  it('lies over the chat in a narrow window, and goes away when it was used', async () => {
    await openWindow(chats())
    await doing(() => useViewStore.setState({ isNarrow: true }))
    expect(screen.queryByRole('navigation')).toBeNull()
    await click(screen.getByRole('button', { name: 'Show the list of chats' }))
    expect(document.querySelector('main')?.inert).toBe(true)
    await press(list(), 'Escape')
    expect(screen.queryByRole('navigation')).toBeNull()
    await click(screen.getByRole('button', { name: 'Show the list of chats' }))
    await click(within(rowOf('Two')).getByRole('button', { name: /^Two/ }))
    expect(screen.queryByRole('navigation')).toBeNull()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Two')
  })
})
