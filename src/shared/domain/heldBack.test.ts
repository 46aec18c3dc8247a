import { expect, it } from 'vitest'
import type { AssistantMessage } from './message'
import { isHeldBack, visibleText } from './heldBack'
import { recommendedDefault } from './recommendedSettings'

const part = (from: number, showWhenComplete: boolean): AssistantMessage['parts'][number] => ({
  modelName: 'A',
  seed: 1,
  settings: { ...recommendedDefault, showWhenComplete },
  from,
  thoughtFrom: 0,
  repeatsFrom: null
})
const reply = (kind: 'streaming' | 'stopped', parts: AssistantMessage['parts']): AssistantMessage => ({
  role: 'assistant',
  id: 'b',
  conversationId: 'a',
  parentId: 'q',
  text: 'Before. After',
  createdAt: 0,
  status: { kind },
  thought: null,
  stats: null,
  parts,
  contextStartId: null
})

it('a reply is held back while it is written with that setting; what was there before stays in sight', () => {
  expect(visibleText(reply('streaming', [part(0, true)]))).toBe('')
  expect(visibleText(reply('streaming', [part(0, false), part(8, true)]))).toBe('Before. ')
  expect(visibleText(reply('streaming', [part(0, true), part(8, false)]))).toBe('Before. After')
  expect(visibleText(reply('stopped', [part(0, true)]))).toBe('Before. After')
  expect(isHeldBack(reply('streaming', []))).toBe(false)
})
