import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react'
import { searchText } from '../../../shared/i18n/searchText'

interface Search {
  readonly query: string
  /** Counts one setting that was found, until the returned function is called. */
  readonly count: () => () => void
}

const SearchContext = createContext<Search | null>(null)

interface SearchScopeProps {
  query: string
  /** Told whenever another number of settings is found. */
  onCount: (found: number) => void
  children: ReactNode
}

/** Inside, only the settings that match are shown. Outside any, all are. */
export function SearchScope({ query, onCount, children }: SearchScopeProps): ReactElement {
  const [found, count] = useCounter(null)
  useLayoutEffect(() => onCount(found), [found, onCount])
  const search = useMemo(() => ({ query, count }), [query, count])
  return <SearchContext value={search}>{children}</SearchContext>
}

interface FoundGroupProps {
  className: string
  titleId: string
  children: ReactNode
}

/** Settings under one title, which goes away with the last of them. */
export function FoundGroup({ className, titleId, children }: FoundGroupProps): ReactElement {
  const outer = useContext(SearchContext)
  const [found, count] = useCounter(outer)
  const query = outer?.query
  const search = useMemo(() => (query === undefined ? null : { query, count }), [query, count])
  return (
    <section className={className} aria-labelledby={titleId} hidden={search !== null && found === 0}>
      <SearchContext value={search}>{children}</SearchContext>
    </section>
  )
}

function useCounter(outer: Search | null): [number, Search['count']] {
  const [found, setFound] = useState(0)
  const countOuter = outer?.count
  const count = useCallback(() => {
    setFound((before) => before + 1)
    const release = countOuter?.()
    return () => {
      setFound((before) => before - 1)
      release?.()
    }
  }, [countOuter])
  return [found, count]
}

/** A setting that is shown while it matches by one of these texts: its name, its hint, its choices. */
export function Findable({ texts, children }: { texts: readonly (string | undefined)[]; children: ReactNode }): ReactElement | null {
  const search = useContext(SearchContext)
  const isFound = search === null || matchesSearch(texts, search.query)
  const count = search?.count
  useLayoutEffect(() => (isFound ? count?.() : undefined), [isFound, count])
  return isFound ? <>{children}</> : null
}

/** What is about a whole section, and so has no place among single settings that were found. */
export function OutsideSearch({ children }: { children: ReactNode }): ReactElement | null {
  return useContext(SearchContext) === null ? <>{children}</> : null
}

/** Whether the texts have every word that was typed, or begin or contain it, in any order; accents and capitals do not matter. */
export function matchesSearch(texts: readonly (string | undefined)[], query: string): boolean {
  const text = searchText(texts.filter((each) => each !== undefined).join('\n'))
  return searchText(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
