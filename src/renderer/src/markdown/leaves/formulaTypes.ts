/** What became of a formula. `notFormula`: it has a mistake, or needs more than it may take. */
export type SetFormula = { kind: 'set'; element: HTMLElement } | { kind: 'tooLarge' } | { kind: 'notFormula' }
