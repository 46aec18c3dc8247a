import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { SetFormula } from './formulaTypes'

type Setter = (source: string, isBlock: boolean) => SetFormula

let setter: Setter | null = null
let isRequested = false
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What cannot be loaded leaves formulas as they were written; the rejection goes into the log like every fault of the page. */
async function load(): Promise<void> {
  setter = (await import('./setFormula')).setFormula
  for (const listener of listeners) listener()
}

/** What became of a formula; null while the program that sets formulas is loaded, which the first one asks for. */
export function useFormula(source: string, isBlock: boolean): SetFormula | null {
  useEffect(() => {
    if (isRequested) return
    isRequested = true
    void load()
  }, [])
  const set = useSyncExternalStore(
    subscribe,
    () => setter,
    () => null
  )
  return useMemo(() => set?.(source, isBlock) ?? null, [set, source, isBlock])
}
