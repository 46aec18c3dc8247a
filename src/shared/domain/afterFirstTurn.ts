import type { Message } from './message'

/** The second message of the person on a branch: where the gap begins when the first turn is kept. Undefined where there is none. */
export const afterFirstTurn = (branch: readonly Message[]): Message | undefined =>
  branch.find(({ role }, place) => place > 0 && role === 'user')
