import { Component } from 'react'

interface Props {
  /** Says which rows are mounted. */
  rows: string
  onBefore: () => void
}

/**
 * Calls before the mounted rows change, while those before are still in the page. React tells of this moment to classes only. What was
 * measured at the last scroll event may be old by then: a view may be scrolled again before its event comes.
 */
export class BeforeRows extends Component<Props> {
  override getSnapshotBeforeUpdate(before: Props): null {
    if (before.rows !== this.props.rows) this.props.onBefore()
    return null
  }

  // React calls the other one only beside this one.
  override componentDidUpdate(): void {}

  override render(): null {
    return null
  }
}
