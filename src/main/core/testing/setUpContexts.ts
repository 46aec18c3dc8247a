import type { ContextSizes } from '../../../shared/domain/contextSizes'
import { FakeSettings, smallShape, starter, type CoreChanges } from './setUpCore'
import { setUpModels } from './setUpModels'

export const TRAINED = 32_768
export const shape = { ...smallShape, trainedContext: TRAINED }
const { id: modelId } = starter.model

/** A model that was trained for 32,768 tokens, of which so many have room in the memory. */
export function setUpContexts({ fits = TRAINED, ...changes }: CoreChanges & { fits?: number } = {}) {
  const memory = { freeBytes: 16e9 as number | null }
  const core = setUpModels(
    { contextSize: TRAINED, fittingContextSize: fits },
    { readModelShape: () => Promise.resolve(shape), readFreeMemory: () => Promise.resolve(memory.freeBytes), ...changes }
  )
  const { call, models } = core
  const list = async (also: number | null = null): Promise<ContextSizes> => {
    const sizes = await call('model.contextSizes', { also })
    if (!sizes) throw new Error('No contexts are known')
    return sizes
  }
  return {
    ...core,
    memory,
    list,
    choose: (tokens: number | null) => call('model.chooseContextSize', { modelId, tokens }),
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
