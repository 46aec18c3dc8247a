import { decodeEntities } from '../inline/entities'
import type { Block } from './block'
import { isEmpty } from './chunks'
import { addBlock, closeTip } from './closeFrame'
import { tipOf, type Frame, type ItemFrame, type ListMarker, type ParserState } from './frame'
import type { ProseCutter } from './proseCutter'

const CONTAINERS = new Set(['root', 'quote', 'item', 'footnote', 'list'])

/** Opens blocks while one line is read: what does not go on with the line is closed only when something begins. */
export class Opening {
  /** `depth`: how many frames go on with the line. `isOpenLine`: its end has not come. */
  constructor(
    private readonly state: ParserState,
    private depth: number,
    readonly cutter: ProseCutter,
    readonly isOpenLine: boolean
  ) {}

  /** The last frame that goes on with the line. */
  get container(): Frame {
    return this.state.frames[this.depth - 1] ?? tipOf(this.state)
  }

  /** Whether a line that begins nothing would go on with a paragraph that it does not belong to. */
  get mayBeLazy(): boolean {
    return this.depth < this.state.frames.length && tipOf(this.state).kind === 'paragraph'
  }

  get nesting(): number {
    return this.state.frames.filter(({ kind }) => kind !== 'list').length
  }

  isInside(kind: Frame['kind']): boolean {
    return this.state.frames.slice(0, this.depth).some((frame) => frame.kind === kind)
  }

  unescaped(text: string): string {
    return decodeEntities(text.replace(/\\([!-/:-@[-`{-~])/g, '$1'))
  }

  open(frame: Frame): void {
    this.makeRoom(frame.kind === 'item')
    this.state.frames.push(frame)
    this.depth = this.state.frames.length
  }

  openItem(marker: ListMarker, item: ItemFrame): void {
    this.closeOthers()
    while (!CONTAINERS.has(tipOf(this.state).kind)) closeTip(this.state, this.cutter)
    const tip = tipOf(this.state)
    const isNext = tip.kind === 'list' && tip.marker.isOrdered === marker.isOrdered && tip.marker.sign === marker.sign
    if (!isNext) this.open({ kind: 'list', marker, isLoose: false, items: [], from: item.from })
    this.open(item)
  }

  add(block: Block): void {
    this.makeRoom(false)
    addBlock(this.state, block)
  }

  /** Puts something in the place of the open paragraph, whose beginning may stay one. */
  replaceParagraph(before: string, by: Block | Frame): void {
    this.closeOthers()
    const paragraph = tipOf(this.state)
    if (paragraph.kind === 'paragraph' && before.trim() !== '') {
      paragraph.text = before
      closeTip(this.state, this.cutter)
    } else this.state.frames.pop()
    if ('to' in by) addBlock(this.state, by)
    else this.state.frames.push(by)
    this.depth = this.state.frames.length
  }

  /** Goes on with a frame in the place of the one that was taken away. */
  resume(frame: Frame): void {
    this.state.frames.push(frame)
    this.depth = this.state.frames.length
  }

  closeOthers(): void {
    while (this.state.frames.length > this.depth) closeTip(this.state, this.cutter)
  }

  /** Closes what cannot hold the next block, and notes where an empty line before it makes a list loose. */
  private makeRoom(isItem: boolean): void {
    this.closeOthers()
    while (!CONTAINERS.has(tipOf(this.state).kind) || (tipOf(this.state).kind === 'list' && !isItem)) closeTip(this.state, this.cutter)
    this.depth = this.state.frames.length
    if (this.state.isLastLineBlank) this.loosen(tipOf(this.state))
  }

  private loosen(tip: Frame): void {
    const list = tip.kind === 'item' && !isEmpty(tip.children) ? this.state.frames.at(-2) : tip
    if (list?.kind === 'list' && (list !== tip || !isEmpty(list.items))) list.isLoose = true
  }
}
