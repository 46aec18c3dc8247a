import type { Prompt, TokenCounts } from '../../../engine/engine'
import type { MessageId } from '../../../shared/domain/ids'
import { promptOf, type Turn } from './prompt'

/** As an engine counts. */
export type CountPrompt = (prompt: Prompt) => Promise<Pick<TokenCounts, 'tokens' | 'limit'>>

/** A summary of everything before a message of a branch. Null: none could be made, and those messages are left out. */
export interface KnownSummary {
  readonly startId: MessageId
  readonly text: string | null
}

/**
 * A summary that has to be made before the prompt can be read. `turns`: what is to be in it and was not read for it yet; `earlier`: the summary
 * of what stands before them. `room`: tokens that it may have.
 */
export interface SummaryDue {
  readonly startId: MessageId
  readonly turns: readonly Turn[]
  readonly earlier: string | null
  readonly room: number
}

/**
 * `startId`: the first message that is read, or the first one after the gap where the first turn is read too (`isFirstKept`); null when all of
 * them are. `tokens`: of the prompt; null where it was not counted. `summary`: what is read in place of the messages before `startId`.
 */
export interface Fits {
  readonly kind: 'fits'
  readonly prompt: Prompt
  readonly tokens: number | null
  readonly startId: MessageId | null
  readonly isFirstKept: boolean
  readonly summary: KnownSummary | null
}

/**
 * asks: the whole chat, which has more tokens than the limit, and nothing is left out without the person's word. summaryDue: an ellipsis stands for
 * the summary in the prompt; `tokens` has the most that one may have.
 */
export type ContextFit =
  | Fits
  | { kind: 'asks'; prompt: Prompt; tokens: number; limit: number }
  | { kind: 'summaryDue'; prompt: Prompt; tokens: number; startId: MessageId; due: SummaryDue }
  | { kind: 'tooLong'; tokens: number; limit: number }

/** The part of the context that is used again once something was left out. */
export const AFTER_DROPPING = 0.7

/** How the prompts of a branch are counted. */
export interface Counted {
  readonly maxTokens: number | null
  readonly count: CountPrompt
  /** The branch ends with a reply to continue. */
  readonly isContinued: boolean
}

/** The turns of a branch, of which some can be left out. */
export interface Readable {
  readonly turns: readonly Turn[]
  /** The first is read in any case. */
  readonly keepsFirst: boolean
}

/** What is read from turn `start` on. */
export const promptFrom = ({ turns, keepsFirst }: Readable, start: number): Prompt =>
  promptOf(keepsFirst && start > 0 ? [...turns.slice(0, 1), ...turns.slice(start)] : turns.slice(start))

/** Without a summary. */
export function fits(readable: Readable, start: number, tokens: number | null): Fits {
  const { turns, keepsFirst } = readable
  const isWhole = start === 0 || (keepsFirst && start === 1)
  const startId = isWhole ? null : (turns[start]?.startId ?? null)
  return {
    kind: 'fits',
    prompt: promptFrom(readable, start),
    tokens,
    startId,
    isFirstKept: keepsFirst && startId !== null,
    summary: null
  }
}
