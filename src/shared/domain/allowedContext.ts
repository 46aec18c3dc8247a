import type { ContextSizes } from './contextSizes'

type Bounds = Pick<ContextSizes, 'least' | 'trained'>

/** Engines have contexts of whole steps. */
const STEP = 256

/** The nearest context that can be chosen: within the bounds, and of whole steps or as long as the trained one. */
export const allowedContext = (tokens: number, { least, trained }: Bounds): number =>
  Math.min(trained, Math.max(least, Math.ceil(tokens / STEP) * STEP))

/** Those that are offered: each twice as long as the one before, up to the trained one. */
export function contextSteps({ least, trained }: Bounds): number[] {
  const steps: number[] = []
  for (let tokens = least; tokens < trained; tokens *= 2) steps.push(tokens)
  return [...steps, trained]
}
