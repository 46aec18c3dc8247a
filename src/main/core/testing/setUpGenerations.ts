import type { Prompt } from '../../../engine/engine'
import { FakeEngine, type FakeOptions } from '../../../engine/fake/fakeEngine'
import { StepGate } from '../../../engine/fake/stepGate'
import type { CallOutput } from '../../../shared/contract/calls'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { faultyStore } from './faultyStore'
import { until } from './manualClock'
import { setUpCore, type CoreChanges, type TestCore } from './setUpCore'

export interface GenerationWorld extends TestCore {
  /** Holds the engine before each step of reading and writing. */
  gate: StepGate
  /** The prompts that the engine began to write a reply for. */
  prompts: Prompt[]
  disk: ReturnType<typeof faultyStore>
  send: (text: string, conversationId?: string | null, parentId?: string | null) => Promise<CallOutput<'generation.send'>>
  /** The message of the last event, which must be `ended`. */
  ended: (generationId: string) => Promise<AssistantMessage>
  stored: (conversationId: string) => Promise<Message[]>
  storedReply: (message: AssistantMessage) => Promise<AssistantMessage | undefined>
}

/** Core with a scripted engine that says "One two three", and a store that can be made to fail. No model is loaded yet. */
export function setUpGenerations(options: FakeOptions = {}, changes: CoreChanges = {}): GenerationWorld {
  const gate = new StepGate()
  const prompts: Prompt[] = []
  const disk = faultyStore(memoryConversationStore())
  const step: FakeOptions['step'] = async (next) => {
    if (next.kind === 'read' || next.kind === 'write') await gate.step(next)
    if (next.kind === 'write' && next.index === 0) prompts.push(next.prompt)
  }
  const engine = (): FakeEngine => new FakeEngine({ reply: ['One', ' two', ' three'], ...options, step })
  const core = setUpCore({ engine, store: disk.store, ...changes })
  const stored = async (id: string): Promise<Message[]> => (await disk.store.readConversation(id))?.messages ?? []
  return {
    ...core,
    gate,
    prompts,
    disk,
    stored,
    send: (text, conversationId = null, parentId = null) => core.call('generation.send', { conversationId, parentId, text }),
    ended: async (id) => {
      await until(() => core.events.hasEnded(id))
      const last = core.events.of(id).at(-1)?.event
      if (last?.kind !== 'ended') throw new Error('Something came after the end')
      return last.message
    },
    storedReply: async ({ conversationId, id }) => {
      const found = (await stored(conversationId)).find((message) => message.id === id)
      return found?.role === 'assistant' ? found : undefined
    }
  }
}

/** The same, with the model ready. */
export async function setUpReady(options: FakeOptions = {}): Promise<GenerationWorld> {
  const world = setUpGenerations(options)
  await world.ready()
  return world
}
