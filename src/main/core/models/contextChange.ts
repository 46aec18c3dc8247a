import { isDeepStrictEqual } from 'node:util'
import { EngineFailure, type GraphicsFailure } from '../../../engine/engine'
import { fatalExit, wasKilledBySystem } from '../errors/appErrors'
import { EngineLost } from '../errors/engineLost'
import { wantedContext } from './contextChoices'
import type { EngineSlot, SameFit } from './engineSlot'
import type { KnownTuning } from './tuner'

/** The person wants another context for the model in use. */
export interface ContextChange {
  /** In tokens; null: as the memory allows. */
  readonly tokens: number | null
  /** How the model was loaded before. */
  readonly before: SameFit
  /** The tuning of the engine in use. One that it never ran with is not tried out in such a load, which would be blamed on the context. */
  readonly known: KnownTuning | null
}

/** Why a model could not be loaded with another context. */
export type ContextFailure = Pick<GraphicsFailure, 'because' | 'detail'>

export const causeOf = (thrown: unknown): ContextFailure['because'] =>
  thrown instanceof EngineLost && !wasKilledBySystem(thrown.exit) ? 'fault' : 'memory'

export const isTooLittleMemory = (thrown: unknown): thrown is EngineFailure =>
  thrown instanceof EngineFailure && thrown.code === 'insufficientMemory'

/** Whether a load for another context failed by that context, as far as can be told: the same file had been loaded before. */
export const isByContext = (thrown: unknown): boolean =>
  isTooLittleMemory(thrown) || (thrown instanceof EngineLost && fatalExit(thrown.exit) === null)

/** Whether an engine has so many tokens already, or what it can have of them: its model may be trained for less. */
export const hasContext = ({ context, contextSize }: EngineSlot, tokens: number | null): boolean =>
  tokens === contextSize || isDeepStrictEqual(context, wantedContext(tokens))

/** Set where a model was on a graphics card before, and could not be loaded onto it with the other context. */
export const lostCardOf = ({ before }: ContextChange, { graphicsFailure }: EngineSlot): ContextFailure | null =>
  before.gpuLayers > 0 ? graphicsFailure : null
