import { use, type ReactElement } from 'react'
import { Inline } from '../inline/Inline'
import type { Prose } from '../parser/block'
import { CaretContext } from './caretContext'

/** Segments that are laid out together: 8,000 characters or more, up to the end of a line, and at most twice as many. */
const TOGETHER = 16

/**
 * Inline Markdown in its segments, with the caret behind it while it grows. Lines that flow are laid out anew as a whole for each word that
 * comes, so those of a very long paragraph stand in parts. The first one has no element: a text that grows keeps those it has.
 */
export function ProseText({ prose: { segments, isOpen } }: { prose: Prose }): ReactElement {
  const parts = partsOf(segments)
  return (
    <>
      {parts.map((sources, part) => {
        const prose = <ProsePart key={part} segments={sources} isOpen={isOpen && part === parts.length - 1} />
        return part === 0 ? prose : <span key={part} className="prose-part" children={prose} />
      })}
    </>
  )
}

/** What comes later moves no segment into another part. */
function partsOf(segments: readonly string[]): readonly (readonly string[])[] {
  if (segments.length <= TOGETHER) return [segments]
  const parts: string[][] = [[]]
  for (const [place, segment] of segments.entries()) {
    const last = parts.at(-1) ?? []
    const isFull = last.length >= TOGETHER && segments[place - 1]?.endsWith('\n')
    if (isFull || last.length >= 2 * TOGETHER) parts.push([segment])
    else last.push(segment)
  }
  return parts
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
