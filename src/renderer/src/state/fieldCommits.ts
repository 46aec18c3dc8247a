import { useEffect, useRef } from 'react'

/** Fields in which something is typed that does not count yet. */
const fields = new Set<() => void>()

/** What is typed in any of them counts now: something happens that it must count for, and that does not take the focus out of the field. */
export function commitFields(): void {
  for (const commit of [...fields]) commit()
}

/** `commit` runs when the field goes away, and whenever fields have to be committed. It does nothing where nothing is typed. */
export function useFieldCommit(commit: () => void): void {
  const latest = useRef(commit)
  useEffect(() => void (latest.current = commit))
  useEffect(() => {
    const run = (): void => latest.current()
    fields.add(run)
    return () => {
      fields.delete(run)
      run()
    }
  }, [])
}
