import { create } from 'zustand'
import type { AppError } from '../../../shared/contract/appError'
import type { GenerationChoice } from '../../../shared/domain/generationChoice'
import type { ConversationId } from '../../../shared/domain/ids'
import { resolveChoice, type ResolvedChoice } from '../../../shared/domain/resolveChoice'
import type { Recommended } from '../../../shared/domain/recommended'
import type { WhenFull } from '../../../shared/domain/whenFull'
import { withWhenFull } from '../../../shared/domain/withWhenFull'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { useAppStore } from './appStore'
import { becameConversation, targetOf, type ChatTarget } from './chatTarget'
import { useConversationStore } from './conversationStore'
import { usePreferencesStore } from './preferencesStore'
import { showFailure } from './windowNotices'

/** A choice on its way to main; `choice` null: as every chat. */
interface Pending {
  readonly target: ChatTarget
  readonly choice: GenerationChoice | null
}

interface ChoiceState {
  /** Chosen on the empty page for the chat that its first message makes; null: nothing. */
  readonly newChoice: GenerationChoice | null
  /** In their order. */
  readonly pending: readonly Pending[]
}

export const initialChoiceState: ChoiceState = { newChoice: null, pending: [] }

/** What replies are generated with, where a chat has a choice of its own. */
export const useChoiceStore = create<ChoiceState>()(() => initialChoiceState)

/** What main says when the window starts. */
export function receiveNewChoice(newChoice: GenerationChoice | null): void {
  useChoiceStore.setState({ newChoice })
}

/** While the first message of the new chat is being saved: it belongs to that chat what is chosen now. */
let handingOver: Promise<void> | null = null

/** The first message of the new chat is on its way. Call the result with the conversation that it made; null: it was refused. */
export function handOverNewChoice(): (conversationId: ConversationId | null) => void {
  let goOn = (): void => undefined
  handingOver = new Promise((resolve) => (goOn = resolve))
  return (conversationId) => {
    handingOver = null
    if (conversationId !== null) {
      becameConversation(conversationId)
      useChoiceStore.setState({ newChoice: null })
    }
    goOn()
  }
}

/** The choice of what is on the screen; null: it has none and is as every chat. */
export function useOwnChoice(): GenerationChoice | null {
  const open = useConversationStore((state) => state.open?.conversation ?? null)
  const newChoice = useChoiceStore((state) => state.newChoice)
  const target = targetOf(open?.id ?? null)
  const pending = useChoiceStore((state) => state.pending.findLast((other) => other.target === target))
  if (pending) return pending.choice
  return open ? (open.choice ?? null) : newChoice
}

/** The choice of a chat at this moment, with all that is on its way. That of a chat that is not on the screen is not known: `shown`. */
export function newestChoice(target: ChatTarget, shown: GenerationChoice): GenerationChoice {
  const { pending, newChoice } = useChoiceStore.getState()
  const last = pending.findLast((other) => other.target === target)
  const { open } = useConversationStore.getState()
  const isOpen = targetOf(open?.conversation.id ?? null) === target
  const saved = isOpen ? (open ? (open.conversation.choice ?? null) : newChoice) : shown
  return (last ? last.choice : saved) ?? usePreferencesStore.getState().preferences.generation
}

/** What is generated with a choice by the model in use. */
export function useResolvedChoice(choice: GenerationChoice): ResolvedChoice & { recommended: Recommended | null } {
  const own = usePreferencesStore(({ preferences }) => preferences.presets)
  const recommended = useAppStore(({ model }) => (model.kind === 'ready' ? model.recommended : null))
  return { ...resolveChoice(choice, own, recommended), recommended }
}

const saving = new Set<Promise<boolean>>()

/** Resolves when all that was chosen so far is with main. */
export const choicesSaved = (): Promise<unknown> => Promise.all(saving)

/** For a chat, shown at once; null: as every chat. What main cannot save goes back to what it was, and the person is told. True when it is saved. */
export function choose(choice: GenerationChoice | null, target: ChatTarget): Promise<boolean> {
  const done = save({ target, choice }).finally(() => saving.delete(done))
  saving.add(done)
  return done
}

/** What becomes of a chat when it is full; its other choices stay. True when it is saved. */
export const chooseWhenFull = (whenFull: WhenFull, target: ChatTarget): Promise<boolean> =>
  choose(withWhenFull(newestChoice(target, usePreferencesStore.getState().preferences.generation), whenFull), target)

async function save(next: Pending): Promise<boolean> {
  useChoiceStore.setState(({ pending }) => ({ pending: [...pending, next] }))
  if (next.target.conversationId === null && handingOver) await handingOver
  const { conversationId } = next.target
  const result = await call('conversation.choose', { conversationId, choice: next.choice })
  // The conversation itself has come as an event before this answer.
  useChoiceStore.setState(({ pending, newChoice }) => ({
    pending: pending.filter((other) => other !== next),
    newChoice: result.ok && conversationId === null ? next.choice : newChoice
  }))
  if (!result.ok) notSaved(result.error)
  return result.ok
}

const notSaved = (error: AppError): void => showFailure(t('settings.notSaved'), error)
