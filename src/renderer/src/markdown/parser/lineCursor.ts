const TAB = 4

/** One line of a text and how far it was read. Columns count a tab up to the next multiple of four; a tab may be read in part. */
export class LineCursor {
  offset = 0
  column = 0
  /** Where the next character stands that is no space. */
  nonspace = 0
  private nonspaceColumn = 0
  private isInsideTab = false

  /** `start`: where the line begins in the whole text. `isWhole`: its end has come. */
  constructor(
    readonly text: string,
    readonly start: number,
    readonly isWhole: boolean
  ) {
    this.look()
  }

  get indent(): number {
    return this.nonspaceColumn - this.column
  }

  get isIndented(): boolean {
    return this.indent >= TAB
  }

  get isBlank(): boolean {
    return this.nonspace >= this.text.length
  }

  /** Without the space before it. */
  get rest(): string {
    return this.text.slice(this.nonspace)
  }

  get position(): number {
    return this.start + this.nonspace
  }

  get end(): number {
    return this.start + this.text.length
  }

  /** With the space before it; what is left of a tab that was read in part is spaces. */
  get remainder(): string {
    return this.isInsideTab ? ' '.repeat(TAB - (this.column % TAB)) + this.text.slice(this.offset + 1) : this.text.slice(this.offset)
  }

  get isAtSpace(): boolean {
    const next = this.text.charAt(this.offset)
    return next === ' ' || next === '\t'
  }

  skipSpace(): void {
    this.offset = this.nonspace
    this.column = this.nonspaceColumn
    this.isInsideTab = false
  }

  skipColumns(count: number): void {
    let left = count
    while (left > 0 && this.offset < this.text.length) {
      const width = this.text.charAt(this.offset) === '\t' ? TAB - (this.column % TAB) : 1
      this.isInsideTab = width > left
      const taken = Math.min(left, width)
      this.column += taken
      left -= taken
      if (!this.isInsideTab) this.offset++
    }
    this.look()
  }

  /** Characters that are no tabs. */
  skip(count: number): void {
    this.offset += count
    this.column += count
    this.isInsideTab = false
    this.look()
  }

  mark(): () => void {
    const { offset, column, isInsideTab } = this
    return () => {
      Object.assign(this, { offset, column })
      this.isInsideTab = isInsideTab
      this.look()
    }
  }

  private look(): void {
    let at = this.offset
    let column = this.column
    for (; at < this.text.length; at++) {
      const next = this.text.charAt(at)
      if (next === ' ') column++
      else if (next === '\t') column += TAB - (column % TAB)
      else break
    }
    this.nonspace = at
    this.nonspaceColumn = column
  }
}
