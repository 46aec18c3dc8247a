import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { beforeEach, expect, it, vi } from 'vitest'
import { PAGE } from '../../shared/contract/page'
import type { AppEvent } from '../../shared/contract/events'

type Handler = (event: object, name: string, input: unknown) => Promise<unknown>

const { ipcMain, handlers } = vi.hoisted(() => {
  const handlers: Handler[] = []
  return { handlers, ipcMain: { handle: (_channel: string, handler: Handler) => void handlers.push(handler) } }
})
vi.mock('electron', () => ({ app: { isPackaged: true }, ipcMain }))
const { IpcTransport } = await import('./ipcTransport')

const newChat: AppEvent = { name: 'app.command', payload: { command: 'newChat' } }
const showSettings: AppEvent = { name: 'app.command', payload: { command: 'showSettings' } }

beforeEach(() => void handlers.splice(0))

/** A window whose page calls and hears. */
function setUp() {
  const sent: AppEvent[][] = []
  const frame = { url: PAGE }
  const contents = Object.assign(new EventEmitter(), {
    mainFrame: frame,
    isDestroyed: () => false,
    send: (_channel: string, events: AppEvent[]) => sent.push(events)
  })
  const transport = new IpcTransport({ info: () => undefined, warn: () => undefined, error: () => undefined })
  transport.listen(() => Promise.resolve({ ok: true, value: undefined }))
  transport.attach(contents as unknown as WebContents)
  const start = () => handlers[0]?.({ senderFrame: frame, sender: contents }, 'app.start', {})
  return { transport, contents, sent, heard: () => sent.flat(), start }
}

it('keeps a command that is chosen before the page of a new window is there, until it has started', async () => {
  const { transport, contents, heard, start } = setUp()
  transport.send(newChat)
  contents.emit('did-navigate')
  transport.send(showSettings)
  expect(heard()).toEqual([])
  await start()
  await vi.waitFor(() => expect(heard()).toEqual([newChat, showSettings]))
})

it('lets a page that is loaded anew wait for its own start', async () => {
  const { transport, contents, heard, start } = setUp()
  contents.emit('did-navigate')
  await start()
  transport.send(newChat)
  await vi.waitFor(() => expect(heard()).toEqual([newChat]))
  contents.emit('did-navigate')
  transport.send(showSettings)
  expect(heard()).toEqual([newChat])
  await start()
  await vi.waitFor(() => expect(heard()).toEqual([newChat, showSettings]))
})

it('sends what happens in one turn in one message, in its order, and before the answer to a call that is answered afterwards', async () => {
  const { transport, contents, sent, start } = setUp()
  contents.emit('did-navigate')
  transport.send(newChat)
  await start()
  await vi.waitFor(() => expect(sent).toEqual([[newChat]]))
  transport.send(newChat)
  transport.send(showSettings)
  const answered = Promise.resolve().then(() => [...sent])
  expect(await answered).toEqual([[newChat], [newChat, showSettings]])
})

it('asks a page to save behind what has just been told', async () => {
  const { transport, contents, sent, heard, start } = setUp()
  contents.emit('did-navigate')
  transport.send(newChat)
  await start()
  await vi.waitFor(() => expect(heard()).toEqual([newChat]))
  transport.send(showSettings)
  void transport.flushPages(0)
  expect(sent.at(-1)).toEqual([showSettings, { name: 'app.closing', payload: {} }])
})
