type CodeSpan = readonly [className: string, text: string]
/** A line without its end. */
export type CodeLine = readonly CodeSpan[]

export type LineResult =
  | { kind: 'coloured'; line: CodeLine; state: unknown }
  /** Time was over; the next try gets further. */
  | { kind: 'paused' }
  /** Not to be tried again. */
  | { kind: 'tooSlow' }

export interface Grammar {
  readonly name: string
  /** `state`: as the line before left it, undefined for the first. `deadline`: of performance.now(). */
  colourLine(text: string, state: unknown, deadline: number): LineResult
}
