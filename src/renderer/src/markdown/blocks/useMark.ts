import { createContext, use } from 'react'
import type { TextRange } from '../../../../shared/domain/replyParts'
import type { Place } from '../parser/block'

export interface Marks {
  readonly text: string
  readonly ranges: readonly TextRange[]
}

/** The parts of the text that only repeat what stands before them. */
export const MarksContext = createContext<Marks>({ text: '', ranges: [] })

/** How much of a place is marked. */
export function useMark({ from, to }: Place): 'none' | 'part' | 'whole' {
  const { ranges } = use(MarksContext)
  const range = ranges.find((each) => each.from < to && each.to > from)
  if (!range) return 'none'
  return range.from <= from && range.to >= to ? 'whole' : 'part'
}
