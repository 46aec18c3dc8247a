import { FakeEngine, type FakeOptions, type FakeStep } from '../../../engine/fake/fakeEngine'
import type { Engine } from '../../../engine/engine'
import type { CallOutput } from '../../../shared/contract/calls'
import type { AssistantMessage } from '../../../shared/domain/message'
import type { ModelStatus } from '../../../shared/domain/model'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { othersFirst, until } from './manualClock'
import { setUpCore, type CoreChanges, type TestCore } from './setUpCore'

export interface ModelWorld extends TestCore {
  /** Engines wait before a step for as long as `holds` says so. */
  held: { holds: (step: FakeStep) => boolean }
  become: (kind: ModelStatus['kind']) => Promise<void>
  send: () => Promise<CallOutput<'generation.send'>>
  endOf: (generationId: string) => Promise<AssistantMessage | undefined>
}

/** Core with scripted engines that a test can hold at any step. */
export function setUpModels(options: FakeOptions = {}, changes: CoreChanges & { engine?: () => Engine } = {}): ModelWorld {
  const held: ModelWorld['held'] = { holds: () => false }
  const step = async (next: FakeStep): Promise<void> => {
    await othersFirst()
    await until(() => !held.holds(next))
  }
  const core = setUpCore({ store: memoryConversationStore(), engine: () => new FakeEngine({ ...options, step }), ...changes })
  return {
    ...core,
    held,
    become: (kind) => until(() => core.models.status.kind === kind),
    send: () => core.call('generation.send', { conversationId: null, parentId: null, text: 'Hello' }),
    endOf: async (id) => {
      await until(() => core.events.hasEnded(id))
      const last = core.events.of(id).at(-1)?.event
      return last?.kind === 'ended' ? last.message : undefined
    }
  }
}
