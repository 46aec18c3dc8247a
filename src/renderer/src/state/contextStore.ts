import { create } from 'zustand'
import type { ContextLedger } from '../../../shared/domain/contextLedger'
import type { WrittenPiece } from '../../../shared/domain/writtenPieces'
import { call } from '../bridge'
import { useAppStore } from './appStore'
import { useChoiceStore } from './choiceStore'
import { openConversationId, useConversationStore } from './conversationStore'
import { draftStore, LONGEST_TEXT, type DraftKey } from './draftStore'
import { usePreferencesStore } from './preferencesStore'

interface ContextState {
  /** Of what is on the screen, as it was measured last; null: nothing is known. */
  readonly ledger: ContextLedger | null
}

export const initialContextState: ContextState = { ledger: null }

/** What the next reply would read. */
export const useContextStore = create<ContextState>()(() => initialContextState)

/** The preferences that a measure depends on. */
const measured = ['generation', 'presets', 'templateVariables'] as const

/** From the last change on. Milliseconds. */
const PAUSE = 250

let timer: number | null = null
/** Grows with every measure, and whenever an answer that is under way would be of something else. */
let newest = 0
/** One at a time: a long prompt takes the engine longer than the pause. */
let underWay: number | null = null
let isWanted = false

/** Measures again once nothing has changed for a moment. Costs a key nothing but a timer: what is counted is counted by the engine. */
function measureSoon(): void {
  if (timer !== null) window.clearTimeout(timer)
  timer = window.setTimeout(() => void measure(), PAUSE)
}

async function measure(): Promise<void> {
  timer = null
  isWanted = underWay !== null
  if (isWanted) return
  const conversationId = openConversationId()
  const mine = (underWay = ++newest)
  const draft = draftStore.read(conversationId)
  // One that is too long to be sent at all is not sent to be measured either.
  const result = draft.length > LONGEST_TEXT ? null : await call('context.measure', { conversationId, draft })
  if (underWay !== mine) return // nobody follows any more
  underWay = null
  if (mine === newest) useContextStore.setState({ ledger: result?.ok ? result.value : null })
  if (isWanted) measureSoon()
}

/** What the model reads for the next reply of what is on the screen, with the draft; null where it cannot be shown. */
export async function showPrompt(): Promise<readonly WrittenPiece[] | null> {
  const conversationId = openConversationId()
  const draft = draftStore.read(conversationId)
  const result = draft.length > LONGEST_TEXT ? null : await call('context.showPrompt', { conversationId, draft })
  return result?.ok ? result.value : null
}

/** Follows all that a measure depends on. Returns what ends it. */
export function followContext(): () => void {
  let key: DraftKey = openConversationId()
  const ends = [
    draftStore.subscribe(measureSoon),
    useConversationStore.subscribe(({ open }) => {
      if ((open?.conversation.id ?? null) !== key) {
        newest++ // what was measured, or is being measured, is of the chat before
        useContextStore.setState(initialContextState)
      }
      key = open?.conversation.id ?? null
      measureSoon()
    }),
    useAppStore.subscribe((state, before) => {
      if (state.model !== before.model) measureSoon()
    }),
    useChoiceStore.subscribe((state, before) => {
      if (state.pending.length === 0 && state !== before) measureSoon()
    }),
    usePreferencesStore.subscribe((state, before) => {
      if (measured.some((name) => state.confirmed[name] !== before.confirmed[name])) measureSoon()
    })
  ]
  measureSoon()
  return () => {
    if (timer !== null) window.clearTimeout(timer)
    timer = null
    newest++
    underWay = null
    isWanted = false
    for (const end of ends) end()
  }
}
