import { act, cleanup, render, type RenderResult } from '@testing-library/react'
import { onTestFinished } from 'vitest'
import type { CallOutput } from '../../../shared/contract/calls'
import type { EventName, EventPayload } from '../../../shared/contract/events'
import type { Conversation } from '../../../shared/domain/conversation'
import type { GenerationState } from '../../../shared/domain/generation'
import type { Message } from '../../../shared/domain/message'
import type { ReadingPlace } from '../../../shared/domain/readingPlace'
import { defaultPreferences, type WindowPreferences } from '../../../shared/domain/windowPreferences'
import { App } from '../App'
import { runCommand } from '../state/commands'
import { receiveEvent } from '../state/receiveEvent'
import { start } from '../state/startActions'
import { FakeBridge } from './fakeBridge'
import { resetState } from './resetState'
import { readyModel, starter } from './samples'

export interface Stored {
  conversation: Conversation
  messages: Message[]
  generations?: GenerationState[]
  draft?: string
  place?: ReadingPlace
}

export interface TestWindow extends RenderResult {
  bridge: FakeBridge
  /** Main pushes an event, and the window is drawn again. */
  emit: <N extends EventName>(name: N, payload: EventPayload<N>) => Promise<void>
}

/** Opens the window on a main that has these conversations; the first of them is open, unless there is none. */
export async function openWindow(
  stored: readonly Stored[],
  more: Partial<CallOutput<'app.start'>> = {},
  prepare: (bridge: FakeBridge) => void = () => undefined
): Promise<TestWindow> {
  cleanup()
  resetState()
  const bridge = new FakeBridge()
  window.hearth = bridge
  bridge.answer('app.start', () => ({
    conversations: { conversations: stored.map(({ conversation }) => conversation), next: null },
    openConversationId: stored[0]?.conversation.id ?? null,
    newDraft: '',
    generations: stored.flatMap(({ generations }) => generations ?? []),
    models: [starter],
    listing: { status: 'listed', problems: [] },
    model: readyModel,
    silence: { loading: null, generating: null },
    storage: { kind: 'ready' },
    notices: [],
    preferences: defaultPreferences,
    newChoice: null,
    region: 'en-US',
    ...more
  }))
  bridge.answer('app.about', () => ({
    versions: { hearth: '1.0', electron: '2.0', chromium: '3.0', node: '4.0', llama: '5.0', sqlite: '6.0' },
    dataFolder: '/data',
    modelsFolder: '/data/models',
    logsFolder: '/data/logs',
    conversationBytes: 12_000_000
  }))
  let preferences = more.preferences ?? defaultPreferences
  bridge.answer('preferences.set', (changes) => {
    preferences = { ...preferences, ...changes } as WindowPreferences
    bridge.emit('preferences.changed', { preferences })
    return null
  })
  bridge.answer('conversation.open', ({ conversationId }) => {
    const found = stored.find(({ conversation }) => conversation.id === conversationId)
    if (!found) throw new Error(`${conversationId} is not stored`)
    const { conversation, messages, generations = [], draft = '', place = null } = found
    return { conversation, messages, generations, draft, place }
  })
  prepare(bridge)
  bridge.onEvent((event) => receiveEvent(event, runCommand))
  const view = render(<App />)
  onTestFinished(cleanup) // nothing is drawn any more when the file's document has gone
  await act(start)
  return {
    ...view,
    bridge,
    emit: (name, payload) => doing(() => bridge.emit(name, payload))
  }
}

/** Does something, and waits until what main answers to it at once is drawn. */
export async function doing(action: () => unknown): Promise<void> {
  await act(async () => {
    action()
    await Promise.resolve()
  })
}
