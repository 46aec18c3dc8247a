// @vitest-environment happy-dom
import { defaultPreferences } from '../../../shared/domain/windowPreferences'
import { expect, it } from 'vitest'
import { FakeBridge } from '../testing/fakeBridge'
import { resetState } from '../testing/resetState'
import { aConversation, readyModel } from '../testing/samples'
import { useAppStore } from './appStore'
import { loadNextPage } from './conversationActions'
import { start } from './startActions'

it('asks for one page of the list at a time, also when one comes late for a list that has begun anew', async () => {
  resetState()
  const bridge = new FakeBridge()
  window.hearth = bridge
  const older = aConversation('Older', { updatedAt: 1 })
  const newer = aConversation('Newer', { updatedAt: 2 })
  let next = 'old/page'
  bridge.answer('app.start', () => ({
    conversations: { conversations: [newer], next },
    openConversationId: null,
    newDraft: '',
    generations: [],
    models: [],
    listing: { status: 'listed', problems: [] },
    model: readyModel,
    silence: { loading: null, generating: null },
    storage: { kind: 'ready' },
    notices: [],
    preferences: defaultPreferences,
    newChoice: null,
    region: 'en-US'
  }))
  const answers: (() => void)[] = []
  bridge.answer('conversation.list', async () => {
    await new Promise<void>((resolve) => answers.push(resolve))
    return { conversations: [older], next: null }
  })
  await start()
  void loadNextPage()
  next = 'new/page'
  await start()
  void loadNextPage()
  answers[0]?.()
  await settled()
  void loadNextPage()
  expect(bridge.inputsOf('conversation.list')).toEqual([{ from: 'old/page' }, { from: 'new/page' }])
  expect(useAppStore.getState().conversations).toEqual([newer])
  answers[1]?.()
  await settled()
  expect(useAppStore.getState()).toMatchObject({ conversations: [newer, older], nextPage: null, nextPageStatus: 'wanted' })
})

/** Every answer that is under way has come. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
