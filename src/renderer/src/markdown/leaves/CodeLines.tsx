import { Fragment, memo, useMemo, type ReactElement } from 'react'
import { GrowingText } from '../GrowingText'
import { withVisibleControls } from './bidiControls'
import type { ColouredCode } from './codeColouring'
import type { CodeLine } from './codeLine'
import { plainChunks } from './plainChunks'

const LINE_END = '\n'

/** A source with its colours, as far as it has them; its text is the source, exactly. */
export function ColouredLines({ source, code }: { source: string; code: ColouredCode }): ReactElement {
  const last = code.chunks.length - 1
  return (
    <>
      {code.chunks.map((lines, place) => (
        // Only the last line of the last chunk may have no end yet.
        <Chunk key={place} lines={lines} endsOpen={place === last && code.end === source.length && !source.endsWith('\n')} />
      ))}
      <PlainLines source={source} from={code.end} />
    </>
  )
}

const Chunk = memo(({ lines, endsOpen }: { lines: readonly CodeLine[]; endsOpen: boolean }): ReactElement => (
  <span className="code-chunk">
    {lines.map((line, place) => (
      <Line key={place} line={line} isOpen={endsOpen && place === lines.length - 1} />
    ))}
  </span>
))
Chunk.displayName = 'Chunk'

const Line = memo(({ line, isOpen }: { line: CodeLine; isOpen: boolean }): ReactElement => (
  <>
    {line.map(([name, text], place) =>
      name === '' ? (
        <Fragment key={place}>{withVisibleControls(text)}</Fragment>
      ) : (
        <span key={place} className={name}>
          {withVisibleControls(text)}
        </span>
      )
    )}
    {!isOpen && LINE_END}
  </>
))
Line.displayName = 'Line'

interface PlainLinesProps {
  source: string
  from?: number
  cutsLines?: boolean
}

/** A source without colours. */
export function PlainLines({ source, from = 0, cutsLines = false }: PlainLinesProps): ReactElement[] {
  const chunks = useMemo(() => plainChunks(source, from, cutsLines), [source, from, cutsLines])
  return chunks.map((text, place) => <PlainChunk key={place} text={text} />)
}

const PlainChunk = memo(({ text }: { text: string }): ReactElement => {
  const shown = withVisibleControls(text)
  return <span className="code-chunk">{shown === text ? <GrowingText text={text} /> : shown}</span>
})
PlainChunk.displayName = 'PlainChunk'
