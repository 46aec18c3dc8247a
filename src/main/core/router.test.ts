import { describe, expect, it, vi } from 'vitest'
import { calls, type CallName } from '../../shared/contract/calls'
import { ExpectedError } from './errors/expectedError'
import type { Handlers } from './handlers'
import { StorageFailure } from './errors/storageFailure'
import { createRouter } from './router'

function setUp(changes: Partial<Handlers> = {}) {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const handlers = Object.fromEntries((Object.keys(calls) as CallName[]).map((name) => [name, () => undefined])) as unknown as Handlers
  return { route: createRouter({ ...handlers, ...changes }, { log, refusals: log }), log }
}

describe('the router', () => {
  it('returns what the handler of a call returns', async () => {
    const remove = vi.fn().mockResolvedValue({ draft: 'Back again' })
    const input = { generationId: '00000000-0000-7000-8000-000000000001' }
    const { route } = setUp({ 'generation.remove': remove })
    expect(await route('generation.remove', input)).toEqual({ ok: true, value: { draft: 'Back again' } })
    expect(remove).toHaveBeenCalledWith(input)
  })

  it('returns null where the handler returns nothing', async () => {
    expect(await setUp().route('conversation.leave', {})).toEqual({ ok: true, value: null })
  })

  it.each([['no.such'], ['toString'], ['__proto__'], [undefined], [7]])('refuses the unknown name %s', async (name) => {
    expect(await setUp().route(name, {})).toMatchObject({ ok: false, error: { code: 'request.unknown' } })
  })

  it.each([[undefined], [{}], [{ generationId: 'not an id' }], ['text']])(
    'refuses the input %s before the handler sees it',
    async (input) => {
      const stop = vi.fn()
      const { route, log } = setUp({ 'generation.stop': stop })
      expect(await route('generation.stop', input)).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
      expect(stop).not.toHaveBeenCalled()
      expect(log.warn).toHaveBeenCalled()
    }
  )

  it('drops what the contract does not know', async () => {
    const leave = vi.fn()
    await setUp({ 'conversation.leave': leave }).route('conversation.leave', { path: '/etc/passwd' })
    expect(leave).toHaveBeenCalledWith({})
  })

  it('never writes what people write into the log', async () => {
    const { route, log } = setUp()
    await route('generation.send', { conversationId: 'secret', parentId: 'secret', text: ['secret'] })
    expect(JSON.stringify(log.warn.mock.calls)).not.toContain('secret')
  })

  it('returns an expected error as data', async () => {
    const error = { code: 'generation.busy', params: { count: 4 } } as const
    const { route, log } = setUp({ 'model.cancelLoad': () => Promise.reject(new ExpectedError(error)) })
    expect(await route('model.cancelLoad', {})).toEqual({ ok: false, error })
    expect(log.error).not.toHaveBeenCalled()
  })

  it('translates what a store throws', async () => {
    const { route } = setUp({ 'conversation.saveDraft': () => Promise.reject(new StorageFailure('diskFull', '13')) })
    const answer = await route('conversation.saveDraft', { conversationId: null, text: 'a' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'storage.diskFull' } })
  })

  it('logs a bug with its stack and returns `internal`', async () => {
    const bug = new TypeError('undefined is not a function')
    const { route, log } = setUp({
      'conversation.leave': () => {
        throw bug
      }
    })
    expect(await route('conversation.leave', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(log.error).toHaveBeenCalledWith('conversation.leave failed', bug)
  })
})
