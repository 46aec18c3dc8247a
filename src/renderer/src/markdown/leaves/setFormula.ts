import katex, { type KatexOptions } from 'katex'
import 'katex/dist/katex.min.css'
import { isWithinLimits } from './formulaLimits'
import type { SetFormula } from './formulaTypes'
import { takeStyleAttributes, type FormulaNode } from './formulaTree'

/** `katex.render` up to the step before the element is made. */
const { __renderToDomTree: build } = katex as unknown as {
  __renderToDomTree: (source: string, options: KatexOptions) => FormulaNode
}

const MOST_KEPT = 500

const options: KatexOptions = {
  throwOnError: true, // its own error node would carry a style attribute, which the policy refuses
  strict: 'ignore',
  trust: false,
  maxSize: 20, // em
  maxExpand: 500
}
const kept = new Map<string, SetFormula>()

/** Sets a formula, once for each source. What it gives is to be cloned. */
export function setFormula(source: string, isBlock: boolean): SetFormula {
  const key = `${isBlock ? 'block' : 'inline'} ${source}`
  const found = kept.get(key) ?? set(source, isBlock)
  kept.delete(key)
  kept.set(key, found) // the newest is the last
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  return found
}

function set(source: string, isBlock: boolean): SetFormula {
  if (!isWithinLimits(source)) return { kind: 'tooLarge' }
  try {
    const tree = build(source, { ...options, displayMode: isBlock, macros: {} })
    takeStyleAttributes(tree)
    return { kind: 'set', element: tree.toNode() as HTMLElement }
  } catch {
    return { kind: 'notFormula' } // not what TeX understands, or more than it may take
  }
}
