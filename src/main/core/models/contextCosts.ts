import type { ContextSize } from '../../../shared/domain/contextSizes'
import type { LoadRecord } from './loadRecordStore'
import { contextBytes, ramNeeded, usable, type ModelMemory } from './memoryPlan'

/** A model in use and the memory of this moment, in bytes. Null: not known, and then nothing is taken to be free. */
export interface ContextInUse {
  readonly model: ModelMemory
  readonly contextSize: number
  readonly usesGpu: boolean
  /** What its engine was seen to take. */
  readonly measured: LoadRecord['resident']
  readonly residentBytes: number | null
  readonly ramFree: number | null
  readonly graphicsFree: number | null
}

/** What a context of so many tokens would take in place of the one in use. */
export function contextCost(inUse: ContextInUse, tokens: number): ContextSize {
  const added = contextBytes(inUse.model.shape, tokens) - contextBytes(inUse.model.shape, inUse.contextSize)
  return { tokens, added, fitting: fittingOf(inUse, tokens, added) }
}

function fittingOf(inUse: ContextInUse, tokens: number, added: number): ContextSize['fitting'] {
  if (tokens <= inUse.contextSize) return 'fits'
  const ram = usable(inUse.ramFree ?? 0)
  if (inUse.usesGpu) {
    const beyondCard = added - usable(inUse.graphicsFree ?? 0)
    if (beyondCard <= 0) return 'fits'
    return beyondCard <= ram ? 'offCard' : 'mayNotFit'
  }
  // Of all that the model takes then, what its engine has already need not be free: pages that it has not touched yet must be.
  const missing = ramNeeded(inUse.model, inUse.measured, tokens) - (inUse.residentBytes ?? 0)
  return Math.max(added, missing) <= ram ? 'fits' : 'mayNotFit'
}
