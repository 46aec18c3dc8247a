import { describe, expect, it } from 'vitest'
import { FakeEngine } from '../../engine/fake/fakeEngine'
import { defaultPreferences } from '../../shared/domain/windowPreferences'
import { memoryConversationStore } from '../storage/memoryConversationStore'
import { sampleConversation } from '../storage/testing/samples'
import { StorageFailure } from './errors/storageFailure'
import type { OpenedStore } from './conversations/conversationStore'
import { faultyStore } from './testing/faultyStore'
import { until } from './testing/manualClock'
import { asOpened, libraryOf, setUpCore } from './testing/setUpCore'

function setUp(openStore?: () => Promise<OpenedStore>) {
  const disk = faultyStore(memoryConversationStore())
  const core = setUpCore({ store: disk.store, engine: () => new FakeEngine(), ...(openStore && { openStore }) })
  return { ...core, disk }
}

describe('starting', () => {
  it('gives a window all it needs to paint', async () => {
    const { call } = setUp()
    expect(await call('app.start', {})).toEqual({
      conversations: { conversations: [], next: null },
      openConversationId: null,
      newDraft: '',
      generations: [],
      models: [],
      listing: { status: 'listing', problems: [] },
      model: { kind: 'none' },
      silence: { loading: null, generating: null },
      storage: { kind: 'ready' },
      notices: [],
      preferences: defaultPreferences,
      newChoice: null,
      region: 'de-DE'
    })
  })

  it('does not wait for the models folder', async () => {
    const never = () => new Promise<never>(() => undefined)
    const library = { ...libraryOf([]), list: never, find: never }
    const { call } = setUpCore({ store: memoryConversationStore(), engine: () => new FakeEngine(), library })
    await call('model.list', {})
    expect(await call('app.start', {})).toMatchObject({ storage: { kind: 'ready' }, listing: { status: 'listing' } })
  })

  it('tidies up what the last run left behind before anything is shown', async () => {
    const { call, disk } = setUp()
    await call('app.start', {})
    expect(disk.calls.indexOf('listUnfinished')).toBeLessThan(disk.calls.indexOf('list'))
  })

  it('shows the list even when tidying up fails', async () => {
    const { call, disk, bugs } = setUp()
    disk.faults.set('listUnfinished', new StorageFailure('diskFull', '13'))
    expect((await call('app.start', {})).storage).toEqual({ kind: 'ready' })
    expect(bugs).toHaveLength(1)
  })

  it('says that there are chats where some could be read of a damaged file', async () => {
    const store = memoryConversationStore()
    await store.save(sampleConversation(1), [])
    const { call } = setUp(() => Promise.resolve(asOpened(store, { setAside: 'hearth.damaged-2.db' })))
    const { notices } = await call('app.start', {})
    expect(notices).toMatchObject([{ tone: 'error', content: { kind: 'chatsSalvaged', file: 'hearth.damaged-2.db' } }])
  })

  it('names the file in which damaged chats were set aside', async () => {
    const { call } = setUp(() => Promise.resolve(asOpened(memoryConversationStore(), { setAside: 'hearth.damaged-1.db' })))
    const { notices } = await call('app.start', {})
    expect(notices).toMatchObject([{ tone: 'error', content: { kind: 'chatsSetAside', file: 'hearth.damaged-1.db' } }])
    await call('app.dismissNotice', { id: notices[0]?.id ?? '' })
    await call('app.dismissNotice', { id: 'unknown' })
    expect((await call('app.start', {})).notices).toEqual([])
  })
})

describe('chats that cannot be opened', () => {
  function setUpLocked() {
    const disk = { isLocked: true, tries: 0 }
    const core = setUp(() => {
      disk.tries += 1
      if (disk.isLocked) return Promise.reject(new StorageFailure('locked', '5'))
      return Promise.resolve(asOpened(memoryConversationStore()))
    })
    return { ...core, lock: disk }
  }

  it('leave the window open and say why', async () => {
    const { call } = setUpLocked()
    expect(await call('app.start', {})).toMatchObject({
      conversations: { conversations: [], next: null },
      storage: { kind: 'unavailable', error: { code: 'storage.locked' } }
    })
  })

  it('refuse whatever would have to be stored, for the same reason', async () => {
    const { call, refusal, launcher, ready } = setUpLocked()
    await ready()
    await call('app.start', {})
    const send = await refusal('generation.send', { conversationId: null, parentId: null, text: 'a' })
    const draft = await refusal('conversation.saveDraft', { conversationId: null, text: 'a' })
    expect([send.code, draft.code]).toEqual(['storage.locked', 'storage.locked'])
    expect(launcher.last.calls).not.toContain('generate')
  })

  it('can be tried again', async () => {
    const { call, refusal, lock, events } = setUpLocked()
    await call('app.start', {})
    expect(await refusal('storage.retry', {})).toMatchObject({ code: 'storage.locked' })
    lock.isLocked = false
    await call('storage.retry', {})
    expect(events.payloads('storage.changed').at(-1)).toEqual({ storage: { kind: 'ready' } })
    await call('conversation.saveDraft', { conversationId: null, text: 'a' })
    expect((await call('app.start', {})).newDraft).toBe('a')
  })

  it('are opened once, however many ask', async () => {
    const { call, lock } = setUpLocked()
    lock.isLocked = false
    await Promise.all([call('app.start', {}), call('app.start', {}), call('storage.retry', {})])
    expect(lock.tries).toBe(1)
  })

  it('are said to be unreadable when that shows only at the first reading', async () => {
    const { call, disk } = setUp()
    disk.faults.set('list', new StorageFailure('unreadable', '11'))
    expect((await call('app.start', {})).storage).toMatchObject({ kind: 'unavailable', error: { code: 'storage.unreadable' } })
    disk.faults.clear()
    await call('storage.retry', {})
    expect((await call('app.start', {})).storage).toEqual({ kind: 'ready' })
  })

  it('are said to be out of reach as soon as the store is lost, and can be opened again', async () => {
    const lose: ((failure: StorageFailure) => void)[] = []
    const { call, refusal, events } = setUp(() =>
      Promise.resolve(asOpened(memoryConversationStore(), { lost: new Promise((resolve) => lose.push(resolve)) }))
    )
    await call('app.start', {})
    lose[0]?.(new StorageFailure('writeFailed', 'ended'))
    await until(() => events.payloads('storage.changed').at(-1)?.storage.kind === 'unavailable')
    const draft = { conversationId: null, text: 'a' }
    expect(await refusal('conversation.saveDraft', draft)).toMatchObject({ code: 'storage.writeFailed' })
    await call('storage.retry', {})
    await call('conversation.saveDraft', draft)
    expect((await call('app.start', {})).storage).toEqual({ kind: 'ready' })
  })

  it('are unreadable, and the fault is in the log, when the store breaks in a way nobody expected', async () => {
    const { call, bugs } = setUp(() => Promise.reject(new TypeError('a bug')))
    expect((await call('app.start', {})).storage).toMatchObject({ error: { code: 'storage.unreadable' } })
    expect(bugs).toHaveLength(1)
  })
})

it('puts one thing on the clipboard in every form it has', async () => {
  const { call, clipboard } = setUp()
  await call('clipboard.write', { text: '**Copied**', html: '<b>Copied</b>' })
  await call('clipboard.write', { text: 'x'.repeat(2_000_000) })
  expect(clipboard).toEqual([{ text: '**Copied**', html: '<b>Copied</b>' }, { text: 'x'.repeat(2_000_000) }])
})
