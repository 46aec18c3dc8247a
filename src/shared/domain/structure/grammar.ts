/** What is wrong with the text of a grammar in GBNF. `found`: what stands there; empty at the end of the text. */
export type GrammarFault =
  | { readonly kind: 'nameExpected' | 'definitionExpected' | 'lineEndExpected' | 'unexpected'; readonly found: string }
  | { readonly kind: 'notClosed'; readonly opened: '"' | '[' | '(' | '{' }
  | { readonly kind: 'unknownEscape'; readonly found: string }
  | { readonly kind: 'nothingToRepeat'; readonly found: string }
  | { readonly kind: 'badRepetition' | 'tooMany' | 'tooDeep' }
  | { readonly kind: 'unknownRule' | 'leftRecursion'; readonly name: string }
  | { readonly kind: 'endlessRepetition' }
  | { readonly kind: 'noRoot' }

/** Thrown where a grammar cannot be read any further. */
export class GrammarError extends Error {
  constructor(
    readonly fault: GrammarFault,
    readonly at: number
  ) {
    super(fault.kind)
  }
}

/** One piece of a sequence. `at`: where it stands. */
export type GrammarItem =
  /** At least one character. */
  | { readonly kind: 'characters' }
  /** A literal without any. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'rule'; readonly name: string; readonly at: number }
  | { readonly kind: 'group'; readonly alternatives: Alternatives }
  | { readonly kind: 'repeated'; readonly item: GrammarItem; readonly least: number; readonly most: number; readonly at: number }
export type Alternatives = readonly (readonly GrammarItem[])[]

export interface GrammarRule {
  readonly at: number
  readonly alternatives: Alternatives
}
