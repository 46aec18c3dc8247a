import type { Conversation } from '../../../shared/domain/conversation'
import { replyPart, type AssistantMessage, type ReplyPart, type UserMessage } from '../../../shared/domain/message'
import { balanced } from '../../../shared/domain/recommendedSettings'

/** A UUIDv7-shaped id that sorts by `n`, so that tests can name things by number. */
export const sampleId = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

export const sampleConversation = (n: number, changes: Partial<Conversation> = {}): Conversation => ({
  id: sampleId(n),
  title: `Conversation ${n}`,
  createdAt: 1_700_000_000_000 + n,
  updatedAt: 1_700_000_000_000 + n,
  activeLeafId: null,
  ...changes
})

export const sampleQuestion = (
  n: number,
  conversation: Conversation,
  parentId: string | null = null,
  text = `Question ${n}`
): UserMessage => ({
  role: 'user',
  id: sampleId(n),
  conversationId: conversation.id,
  parentId,
  text,
  createdAt: 1_700_000_000_000 + n
})

/** As a part holds them. */
export const sampleSettings = replyPart.shape.settings.unwrap().parse(balanced)

export const samplePart = (changes: Partial<ReplyPart> = {}): ReplyPart => ({
  modelName: 'Starter',
  seed: 0xffff_ffff,
  settings: null,
  from: 0,
  thoughtFrom: 0,
  repeatsFrom: null,
  ...changes
})

export const sampleReply = (
  n: number,
  conversation: Conversation,
  parentId: string,
  changes: Partial<AssistantMessage> = {}
): AssistantMessage => ({
  role: 'assistant',
  id: sampleId(n),
  conversationId: conversation.id,
  parentId,
  text: `Reply ${n}`,
  createdAt: 1_700_000_000_000 + n,
  status: { kind: 'complete', reason: 'finished' },
  thought: null,
  stats: { tokens: 3, tokensPerSecond: 20.5, timeToFirstTokenMs: 100.25, promptEvaluated: 10, promptReused: 0 },
  parts: [samplePart()],
  contextStartId: null,
  ...changes
})
