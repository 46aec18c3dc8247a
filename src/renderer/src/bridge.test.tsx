// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CallName } from '../../shared/contract/calls'
import { call } from './bridge'
import { FakeBridge } from './testing/fakeBridge'
import { doing, openWindow } from './testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, larger, starter } from './testing/samples'

const words = 'Something in Hearth went wrong. It has been written to the log.'

describe('a call that a fault keeps from being answered', () => {
  let bridge: FakeBridge
  const breaks = (name: CallName, text = 'a fault'): void =>
    bridge.answer(name, () => {
      throw new TypeError(text)
    })
  beforeEach(() => {
    bridge = new FakeBridge()
    window.hearth = bridge
  })

  it('comes back as data, and its stack is in the log once', async () => {
    breaks('model.cancelLoad')
    expect(await call('model.cancelLoad', {})).toEqual({ ok: false, error: { code: 'internal' } })
    expect(bridge.inputsOf('app.reportFault')).toHaveLength(1)
    expect(bridge.inputsOf('app.reportFault')[0]?.text).toMatch(/^TypeError: a fault\n +at /)
  })

  it('is reported in what the contract lets through', async () => {
    breaks('model.cancelLoad', 'x'.repeat(30_000))
    await call('model.cancelLoad', {})
    expect(bridge.inputsOf('app.reportFault')[0]?.text).toHaveLength(20_000)
  })

  it('ends there when it cannot be reported either', async () => {
    breaks('model.cancelLoad')
    breaks('app.reportFault')
    expect(await call('model.cancelLoad', {})).toMatchObject({ ok: false })
    expect(bridge.inputsOf('app.reportFault')).toHaveLength(1)
  })
})

async function setUp() {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'R')
  const busy = aConversation('B')
  const asked = aQuestion(busy.id, 'Q')
  const growingReply = aReply(asked, 'Half', growing)
  const generations = [aGeneration(growingReply, { kind: 'writing', tokens: 1, tokensPerSecond: null }, 1)]
  return openWindow(
    [
      { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] },
      { conversation: { ...busy, activeLeafId: growingReply.id }, messages: [asked, growingReply], generations }
    ],
    {
      models: [starter, larger],
      model: { kind: 'loading', model: larger, progress: 0.2, isRecovery: false },
      notices: [{ id: 'n', tone: 'info', content: { kind: 'recovered' } }]
    }
  )
}
const click = (name: string | RegExp, role = 'button', where: HTMLElement = document.body) =>
  doing(() => fireEvent.click(within(where).getByRole(role, { name })))

describe('a fault is told once, where it happened', () => {
  it.each<{ name: CallName; act: () => Promise<void> }>([
    { name: 'conversation.leave', act: () => click('New chat') },
    { name: 'conversation.open', act: () => click(/Being answered/) },
    { name: 'generation.start', act: () => click('Try again') },
    { name: 'clipboard.write', act: () => click('Copy', 'button', screen.getByRole('article', { name: 'Assistant' })) },
    { name: 'model.cancelLoad', act: () => click('Cancel') },
    { name: 'app.dismissNotice', act: () => click('Dismiss') }
  ])('$name', async ({ name, act }) => {
    const { bridge } = await setUp()
    bridge.answer(name, () => {
      throw new TypeError('a fault')
    })
    await act()
    const alerts = screen.getAllByRole('alert').map((alert) => alert.textContent)
    expect(alerts).toHaveLength(1)
    expect(alerts[0]).toContain(words)
    expect(bridge.inputsOf('app.reportFault')).toHaveLength(1)
  })
})
