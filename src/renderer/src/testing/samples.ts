import type { ContextLedger } from '../../../shared/domain/contextLedger'
import type { GenerationEvent } from '../../../shared/contract/events'
import type { Conversation } from '../../../shared/domain/conversation'
import type { GenerationPhase, GenerationState } from '../../../shared/domain/generation'
import type { AssistantMessage, GenerationStats, MessageStatus, ReplyPart, UserMessage } from '../../../shared/domain/message'
import type { ModelFile, ModelStatus } from '../../../shared/domain/model'

let made = 0

/** Ids that sort in the order in which they are made. */
const newId = (): string => `01900000-0000-7000-8000-${String(++made).padStart(12, '0')}`

export const starter: ModelFile = {
  id: 'starter',
  name: 'Qwen2.5 Coder 0.5B Instruct',
  quantization: 'Q4_K_M',
  bytes: 491_400_064,
  isStarter: true
}
export const larger: ModelFile = { id: 'folder:q.gguf', name: 'Qwen3 4B', quantization: 'Q4_K_M', bytes: 2_500_000_000, isStarter: false }
export const readyModel: ModelStatus = {
  kind: 'ready',
  model: starter,
  offload: { backend: 'cpu', gpuLayers: 0, totalLayers: 30, deviceName: null },
  contextSize: 8192,
  recommended: null,
  templateVariables: []
}
export const someStats: GenerationStats = {
  tokens: 86,
  tokensPerSecond: 41.72,
  timeToFirstTokenMs: 182,
  promptEvaluated: 20,
  promptReused: 0
}

export const aPart = (more: Partial<ReplyPart> = {}): ReplyPart => ({
  modelName: starter.name,
  seed: 7,
  settings: null,
  from: 0,
  thoughtFrom: 0,
  repeatsFrom: null,
  ...more
})

export function aConversation(title: string, more: Partial<Conversation> = {}): Conversation {
  const at = Date.now() - 1000 * made
  return { id: newId(), title, createdAt: at, updatedAt: at, activeLeafId: null, ...more }
}

export function aQuestion(conversationId: string, text: string, parentId: string | null = null): UserMessage {
  return { role: 'user', id: newId(), conversationId, parentId, text, createdAt: ++made }
}

export function aReply(question: UserMessage, text: string, more: Partial<AssistantMessage> = {}): AssistantMessage {
  return {
    role: 'assistant',
    id: newId(),
    conversationId: question.conversationId,
    parentId: question.id,
    text,
    createdAt: ++made,
    status: { kind: 'complete', reason: 'finished' },
    thought: null,
    stats: someStats,
    parts: [aPart()],
    contextStartId: null,
    ...more
  }
}

export const growing: Partial<AssistantMessage> = { status: { kind: 'streaming' }, stats: null }

export function aGeneration(
  message: AssistantMessage,
  phase: GenerationPhase = { kind: 'waitingForModel' },
  sequence = 0
): GenerationState {
  return { generationId: newId(), conversationId: message.conversationId, messageId: message.id, sequence, phase }
}

export interface SampleStream {
  delta: (more: string) => GenerationEvent
  /** Each piece takes 10 ms. */
  thought: (more: string) => GenerationEvent
  phase: (phase: GenerationPhase) => GenerationEvent
  ended: (status: MessageStatus, parts?: ReplyPart[]) => GenerationEvent
  /** As an answer of main holds it now. */
  now: () => { message: AssistantMessage; generation: GenerationState }
}

/** What main sends about one generation, numbered from after `generation.sequence`. */
export function streamOf(generation: GenerationState, message: AssistantMessage): SampleStream {
  let sequence = generation.sequence
  let { text, thought } = message
  const { generationId, conversationId, messageId } = generation
  const event = (what: GenerationEvent['event']): GenerationEvent => ({
    generationId,
    conversationId,
    messageId,
    sequence: ++sequence,
    event: what
  })
  return {
    delta(more: string): GenerationEvent {
      text += more
      return event({ kind: 'delta', text: more })
    },
    thought(more: string): GenerationEvent {
      const ms = (thought?.ms ?? 0) + 10
      thought = { text: (thought?.text ?? '') + more, tokens: (thought?.tokens ?? 0) + 1, ms }
      return event({ kind: 'thought', text: more, ms })
    },
    phase: (phase: GenerationPhase): GenerationEvent => event({ kind: 'phase', phase }),
    ended: (status: MessageStatus, parts = message.parts): GenerationEvent =>
      event({ kind: 'ended', message: { ...message, text, thought, status, stats: someStats, parts } }),
    now: () => ({ message: { ...message, text, thought }, generation: { ...generation, sequence } })
  }
}

/** What the next reply reads of an empty chat. */
export const aLedger = (changes: Partial<ContextLedger> = {}): ContextLedger => ({
  limit: 8192,
  format: 20,
  summary: 0,
  you: 0,
  replies: 0,
  draft: 0,
  kept: 1024,
  reused: 0,
  readingMs: null,
  firstUnreadId: null,
  lastUnreadId: null,
  isAsked: false,
  isSummaryDue: false,
  isTooLong: false,
  ...changes
})
