import { use, type ReactElement } from 'react'
import { Inline } from '../inline/Inline'
import type { Prose } from '../parser/block'
import { CaretContext } from './caretContext'

/** Inline Markdown in its segments, with the caret behind it while it grows. */
export function ProseText({ prose: { segments, isOpen } }: { prose: Prose }): ReactElement {
  return (
    <>
      {segments.map((source, place) => (
        <Inline key={place} source={source} isOpen={isOpen && place === segments.length - 1} />
      ))}
      {isOpen && <Caret />}
    </>
  )
}

function Caret(): ReactElement | null {
  return use(CaretContext) ? <span className="caret" aria-hidden /> : null
}
