import { createElement, memo, useEffect, useState, type ReactElement } from 'react'
import { assertNever } from '../../../../shared/assertNever'
import { t } from '../../../../shared/i18n/translate'
import type { Block } from '../parser/block'
import type { Chunks } from '../parser/chunks'
import { directionOf } from './direction'
import { ListView } from './ListView'
import { MarkedProse } from './MarkedProse'
import { ParagraphView } from './ParagraphView'
import { PlainView } from './PlainView'
import { TableView } from './TableView'
import { Verbatim } from './Verbatim'
import { useMark } from './useMark'

/** The blocks of a message. Of a growing one, only the pieces near the screen are laid out again: an update costs as much as the last. */
export const MessageBlocks = ({ chunks, isGrowing }: { chunks: Chunks<Block>; isGrowing: boolean }): ReactElement[] =>
  chunks.map((blocks, place) => <MessageChunk key={place} blocks={blocks} isWhole={place < chunks.length - 1} isGrowing={isGrowing} />)

const MessageChunk = memo(({ blocks, isWhole, isGrowing }: { blocks: readonly Block[]; isWhole: boolean; isGrowing: boolean }) => {
  // Its size is known only once it was laid out: places in the message stay exact.
  const isLaidOut = useFrameLater(isWhole)
  return (
    <div className={`chunk${isWhole ? ' whole' : ''}${isWhole && isLaidOut && isGrowing ? ' laid-out' : ''}`}>
      <BlockChunk blocks={blocks} />
    </div>
  )
})
MessageChunk.displayName = 'MessageChunk'

/** Whether `is` held in a frame that was drawn. */
function useFrameLater(is: boolean): boolean {
  const [wasDrawn, setWasDrawn] = useState(false)
  useEffect(() => {
    if (!is || wasDrawn) return undefined
    let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => setWasDrawn(true))))
    return () => cancelAnimationFrame(frame)
  }, [is, wasDrawn])
  return wasDrawn
}

/** Blocks in pieces, of which only the last one changes while the text grows. */
export const Blocks = ({ chunks }: { chunks: Chunks<Block> }): ReactElement[] =>
  chunks.map((blocks, place) => <BlockChunk key={place} blocks={blocks} />)

const BlockChunk = memo(({ blocks }: { blocks: readonly Block[] }): ReactElement[] =>
  blocks.map((block, place) => <BlockView key={place} block={block} />)
)
BlockChunk.displayName = 'BlockChunk'

/** One block. Renders again only when the block itself changes. */
const BlockView = memo(({ block }: { block: Block }): ReactElement => {
  const isMarked = useMark(block) !== 'none'
  switch (block.kind) {
    case 'paragraph':
      return <ParagraphView paragraph={block} />
    case 'heading':
      return createElement(
        headingName(block.level),
        { dir: 'auto', 'data-level': block.level },
        <MarkedProse prose={block.prose} isMarked={isMarked} />
      )
    case 'list':
      return <ListView list={block} Blocks={Blocks} />
    case 'table':
      return <TableView table={block} />
    case 'quote':
      return (
        <blockquote dir={directionOf(block.blocks[0] ?? [])}>
          <Blocks chunks={block.blocks} />
        </blockquote>
      )
    case 'code':
    case 'formula':
    case 'markup':
      return (
        <div
          className={`${block.kind}-frame${isMarked ? ' repeats' : ''}`}
          {...(isMarked && { role: 'group', 'aria-label': t('reply.repeated') })}
        >
          <Verbatim block={block} />
        </div>
      )
    case 'plain':
      return <PlainView source={block.source} limit={block.limit} />
    case 'rule':
      return <hr />
    default:
      return assertNever(block)
  }
})
BlockView.displayName = 'BlockView'

/** The headings of the page are the names of its messages: those in a message stand below them. */
const headingName = (level: number): string => `h${Math.min(level + 2, 6)}`
