import type { CallInput, CallOutput } from '../../../shared/contract/calls'
import { allowedContext, contextSteps } from '../../../shared/domain/allowedContext'
import type { ContextSizes } from '../../../shared/domain/contextSizes'
import { invalidRequest } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { ContextChoices } from './contextChoices'
import { contextCost } from './contextCosts'
import type { LocalEngines } from './localEngines'
import { LEAST_CONTEXT_SIZE, MAX_CONTEXT_SIZE } from './memoryPlan'
import type { MemoryPlanner } from './memoryPlanner'

interface ContextSizeServicePorts {
  localEngines: LocalEngines
  memory: MemoryPlanner
  contexts: ContextChoices
}

/** How long the context of the model in use is, can be, and what that costs. */
export class ContextSizeService {
  readonly #ports: ContextSizeServicePorts

  constructor(ports: ContextSizeServicePorts) {
    this.#ports = ports
  }

  /** Null where no model is in use, or its file does not say what a context takes. */
  async list({ also }: CallInput<'model.contextSizes'>): Promise<CallOutput<'model.contextSizes'>> {
    const { localEngines, memory, contexts } = this.#ports
    const slot = localEngines.current
    const inUse = slot && (await memory.contextInUse(slot))
    if (!inUse || localEngines.current !== slot) return null
    const { id } = slot.entry.model
    const { contextSize: current } = slot
    const trained = inUse.model.shape.trainedContext
    const bounds = boundsOf(trained)
    const stored = contexts.chosen(id)
    const chosen = stored && allowedContext(stored, { least: Math.min(bounds.least, current), trained }) // one in use can be chosen
    const more = [current, chosen, also && allowedContext(also, bounds)].filter((tokens) => tokens !== null)
    const tokens = [...new Set([...contextSteps(bounds), ...more])].sort((a, b) => a - b)
    return {
      modelId: id,
      ...bounds,
      current,
      automatic: Math.min(MAX_CONTEXT_SIZE, trained),
      chosen,
      isSetAside: contexts.isSetAside(id) && chosen !== current,
      place: inUse.usesGpu ? 'graphics' : 'ram',
      sizes: tokens.map((each) => contextCost(inUse, each))
    }
  }

  /**
   * Loads the model in use again with a context of so many tokens, or as the memory allows. Does nothing where that model is not in use any
   * more, or another load runs. What becomes of it is in the ModelState; it is remembered once the model is loaded.
   */
  async choose({ modelId, tokens }: CallInput<'model.chooseContextSize'>): Promise<void> {
    const { localEngines, memory } = this.#ports
    const slot = localEngines.current
    if (tokens === null || tokens === slot?.contextSize) return localEngines.changeContext(modelId, tokens)
    const trained = slot && (await memory.trainedContext(slot.entry))
    if (!trained || localEngines.current !== slot || slot.entry.model.id !== modelId) return
    const bounds = boundsOf(trained)
    if (tokens < bounds.least || tokens > trained) throw new ExpectedError(invalidRequest())
    localEngines.changeContext(modelId, allowedContext(tokens, bounds))
  }
}

const boundsOf = (trained: number): Pick<ContextSizes, 'least' | 'trained'> => ({ least: Math.min(LEAST_CONTEXT_SIZE, trained), trained })
