import type { NoticeContent } from '../../../shared/contract/notice'
import type { ContextSizes } from '../../../shared/domain/contextSizes'
import { FakeSettings, smallShape, starter, type CoreChanges } from './setUpCore'
import { setUpModels, type ModelWorld } from './setUpModels'

export const TRAINED = 32_768
export const shape = { ...smallShape, trainedContext: TRAINED }
const { id: modelId } = starter.model

interface ContextWorld extends Omit<ModelWorld, 'notices'> {
  /** RAM that is free from now on; null: the system does not say. */
  memory: { freeBytes: number | null }
  list: (also?: number | null) => Promise<ContextSizes>
  choose: (tokens: number | null) => Promise<null>
  /** Of the model in use; null: none is. */
  contextSize: () => number | null
  notices: () => NoticeContent[]
}

/** A model that was trained for 32,768 tokens, of which so many have room in the memory. */
export function setUpContexts({ fits = TRAINED, ...changes }: CoreChanges & { fits?: number } = {}): ContextWorld {
  const memory: ContextWorld['memory'] = { freeBytes: 16e9 }
  const core = setUpModels(
    { contextSize: TRAINED, fittingContextSize: fits },
    { readModelShape: () => Promise.resolve(shape), readFreeMemory: () => Promise.resolve(memory.freeBytes), ...changes }
  )
  const { call, models } = core
  const list: ContextWorld['list'] = async (also = null) => {
    const sizes = await call('model.contextSizes', { also })
    if (!sizes) throw new Error('No contexts are known')
    return sizes
  }
  return {
    ...core,
    memory,
    list,
    choose: (tokens) => call('model.chooseContextSize', { modelId, tokens }),
    contextSize: () => (models.status.kind === 'ready' ? models.status.contextSize : null),
    notices: () => core.notices.notices.map(({ content }) => content)
  }
}

/** The settings as a start finds them on which this was chosen. */
export function settingsWith(contextSizes: Record<string, number>): FakeSettings {
  const settings = new FakeSettings()
  settings.values.contextSizes = contextSizes
  return settings
}
