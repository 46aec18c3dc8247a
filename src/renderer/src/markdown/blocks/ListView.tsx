import { createElement, memo, type ComponentType, type ReactElement } from 'react'
import type { Block, ListBlock, ListItem } from '../parser/block'
import type { Chunks } from '../parser/chunks'
import { directionOf } from './direction'

interface BlockHolder {
  /** What shows the blocks in an item. */
  Blocks: ComponentType<{ chunks: Chunks<Block> }>
}

/**
 * A list. Whether it is loose may show late, so its items have paragraphs either way and only the style tells: nothing in it is made anew.
 * Behind the first 32 its items stand in groups: where an item grows the browser looks at the groups, not at all items.
 */
export function ListView({ list: { isOrdered, start, isLoose, items }, Blocks }: BlockHolder & { list: ListBlock }): ReactElement {
  const firstBlocks = items[0]?.[0]?.blocks[0] ?? []
  const [first, ...groups] = items
  return createElement(
    isOrdered ? 'ol' : 'ul',
    {
      className: isLoose ? 'loose' : 'tight',
      dir: directionOf(firstBlocks),
      start: isOrdered && start !== 1 ? start : undefined,
      role: groups.length > 0 ? 'list' : undefined // ARIA lets elements without a role stand only in a list that says its role
    },
    first && <ItemChunk items={first} Blocks={Blocks} />,
    groups.map((chunk, place) => (
      <div key={place} className="items" role="none">
        <ItemChunk items={chunk} Blocks={Blocks} />
      </div>
    ))
  )
}

const ItemChunk = memo(({ items, Blocks }: BlockHolder & { items: readonly ListItem[] }): ReactElement[] =>
  items.map((item, place) => <ItemView key={place} item={item} Blocks={Blocks} />)
)
ItemChunk.displayName = 'ItemChunk'

const ItemView = memo(({ item, Blocks }: BlockHolder & { item: ListItem }): ReactElement => (
  <li className={isTask(item) ? 'task' : undefined} dir={directionOf(item.blocks[0] ?? [])}>
    <Blocks chunks={item.blocks} />
  </li>
))
ItemView.displayName = 'ItemView'

const isTask = ({ blocks }: ListItem): boolean => {
  const first = blocks[0]?.[0]
  return first?.kind === 'paragraph' && first.task !== null
}
