import { use, type ReactElement } from 'react'
import { Inline } from '../inline/Inline'
import type { Prose } from '../parser/block'
import { CaretContext } from './caretContext'

/** Segments that are laid out together: 8,000 characters or more. */
const TOGETHER = 16

/**
 * Inline Markdown in its segments, with the caret behind it while it grows. Lines that flow are laid out anew as a whole for each word that
 * comes, so those of a very long paragraph stand in parts. The first one has no element: a text that grows keeps those it has.
 */
export function ProseText({ prose: { segments, isOpen } }: { prose: Prose }): ReactElement {
  const count = Math.max(1, Math.ceil(segments.length / TOGETHER))
  const parts = Array.from({ length: count }, (_, part) => segments.slice(part * TOGETHER, (part + 1) * TOGETHER))
  return (
    <>
      {parts.map((sources, part) => {
        const prose = <ProsePart key={part} segments={sources} isOpen={isOpen && part === count - 1} />
        return part === 0 ? prose : <span key={part} className="prose-part" children={prose} />
      })}
    </>
  )
}

function ProsePart({ segments, isOpen }: Prose): ReactElement {
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
