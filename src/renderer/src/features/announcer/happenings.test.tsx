// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { announcementChoices } from '../../../../shared/domain/readingPreferences'
import { defaultPreferences, type WindowPreferences } from '../../../../shared/domain/windowPreferences'
import { say } from '../../state/viewStore'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, starter, streamOf } from '../../testing/samples'

/** In steps: what a timer changes is drawn before the next one. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 100) await act(() => vi.advanceTimersByTimeAsync(Math.min(left, 100)))
}
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

/** From now on keeps everything that a region says, and when. */
function listen(region: Element): { at: number; words: string }[] {
  const heard: { at: number; words: string }[] = []
  new MutationObserver(() => {
    const words = region.textContent
    if (words !== '' && words !== heard.at(-1)?.words) heard.push({ at: performance.now(), words })
  }).observe(region, { childList: true, characterData: true, subtree: true })
  return heard
}
const words = (heard: readonly { words: string }[]) => heard.map((each) => each.words)

async function setUp(changes: Partial<WindowPreferences> = {}) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, '', growing)
  const generation = aGeneration(reply, { kind: 'writing', tokens: 0, tokensPerSecond: null })
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
  const opened = await openWindow([chat], { preferences: { ...defaultPreferences, ...changes } })
  const heard = listen(screen.getByRole('status'))
  await pass(3000)
  return { ...opened, heard, stream: streamOf(generation, reply) }
}
const finished = { kind: 'complete', reason: 'finished' } as const

describe('what happens while something else goes on', () => {
  it('is said at once and once; what goes on is not said again because of it', async () => {
    const { heard } = await setUp()
    act(() => say('Copied'))
    await pass(10_000)
    expect(words(heard)).toEqual(['Writing', 'Copied'])
  })

  it('gives way to what comes next, and does not come back', async () => {
    const { heard, emit, stream } = await setUp()
    act(() => say('Copied'))
    await pass(3000)
    await emit('generation.event', stream.ended({ kind: 'failed', error: { code: 'generation.failed' } }))
    await pass(3000)
    await emit('model.changed', { model: { kind: 'loading', model: starter, progress: 0.5, isRecovery: false } })
    await pass(3000)
    await emit('model.changed', { model: { kind: 'failed', model: starter, error: { code: 'engine.unavailable' } } })
    await pass(3000)
    expect(words(heard)).toEqual(['Writing', 'Copied', 'Loading model 50 %'])
  })

  it('is the end of a reply too: the load that goes on beside it comes after', async () => {
    const { heard, emit, stream } = await setUp()
    await emit('model.changed', { model: { kind: 'loading', model: starter, progress: 0.5, isRecovery: false } })
    await emit('generation.event', stream.ended(finished))
    await pass(5000)
    expect(words(heard)).toEqual(['Writing', 'Finished without an answer', 'Loading model 50 %'])
  })

  it('is a notice: once, all of it, and an error not at all, which is an alert', async () => {
    const { heard, emit } = await setUp({ announcements: 'off' })
    await emit('notice.shown', { notice: { id: '1', tone: 'info', content: { kind: 'recovered' } } })
    await emit('notice.shown', { notice: { id: '2', tone: 'error', content: { kind: 'nothingSaved', folder: '/data' } } })
    await pass(10_000)
    expect(words(heard)).toEqual(['The model was loaded again. It had stopped unexpectedly. Everything up to there is saved.'])
    expect(screen.getAllByRole('alert')).toHaveLength(1)
  })
})

it('a toast is said once, by the status region alone', async () => {
  const { heard } = await setUp({ announcements: 'off' })
  const toasts = screen.getByRole('region', { name: 'Notifications' })
  await doing(() => fireEvent.click(screen.getByRole('button', { name: 'Delete' })))
  await pass(5000)
  expect(toasts.textContent).toContain('“A” was deleted.')
  expect(words(heard)).toEqual(['“A” was deleted.'])
  expect(toasts.getAttribute('aria-live')).toBe('off')
  expect(toasts.querySelector('[aria-live], [role=status], [role=alert]')).toBeNull()
})

describe('an error that comes while a dialog is open', () => {
  const failed = { kind: 'failed', model: starter, error: { code: 'engine.unavailable' } } as const
  const told = () => [...document.querySelectorAll('[aria-live=assertive] > p')].map(({ textContent }) => textContent)

  it('is read out beside the dialog, and not again where it stands when the dialog has gone', async () => {
    const { emit } = await setUp()
    await emit('app.command', { command: 'showSettings' })
    await emit('model.changed', { model: failed })
    expect(told()).toEqual([
      'The engine could not be started.',
      'Try again. If it happens again, close Hearth and open it; the log says why.'
    ])
    const region = document.querySelector('[aria-live=assertive]')
    expect(region?.closest('[aria-hidden=true], [inert]')).toBeNull()
    await emit('app.command', { command: 'focusComposer' })
    await pass(1000)
    expect(document.querySelector('.banner.error')?.getAttribute('role')).toBeNull()
    await pass(10_000)
    expect(told()).toEqual([])
  })

  it('and without a dialog is an alert, and nothing beside it', async () => {
    const { emit } = await setUp()
    await emit('model.changed', { model: failed })
    expect(screen.getByRole('alert').textContent).toContain('The engine could not be started.')
    expect(told()).toEqual([])
  })
})

it.each(announcementChoices)('says at most one thing in two seconds while a thousand tokens come (%s)', async (announcements) => {
  const { heard, emit, stream } = await setUp({ announcements })
  const begun = performance.now()
  heard.length = 0
  for (let token = 1; token <= 1000; token++) {
    await emit('generation.event', stream.delta(token % 12 === 0 ? 'words. Some ' : 'word '))
    await emit('generation.event', stream.phase({ kind: 'writing', tokens: token, tokensPerSecond: 50 }))
    await pass(20)
  }
  const least = { off: 0, progress: 0, sentences: 3, whole: 0 }[announcements]
  const seconds = (performance.now() - begun) / 1000
  expect(seconds).toBeGreaterThanOrEqual(20)
  expect(heard.length).toBeGreaterThanOrEqual(least)
  for (const [place, { at }] of heard.entries()) if (place > 0) expect(at - (heard[place - 1]?.at ?? 0)).toBeGreaterThanOrEqual(2000)
  await emit('generation.event', stream.ended(finished))
  await pass(5000)
  expect(heard.filter(({ words }) => words.includes('Finished'))).toHaveLength(announcements === 'off' ? 0 : 1)
})
