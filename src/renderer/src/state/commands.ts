import { canContinue } from '../../../shared/domain/canContinue'
import { chatPlace, type CommandId } from '../../../shared/domain/commands'
import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import { useAppStore } from './appStore'
import { copyCode, copyMessage, lastCode, lastReply } from './clipboardActions'
import { loadNextPage, newChat } from './conversationActions'
import { openConversationId, useConversationStore } from './conversationStore'
import { undoDeletion } from './deletions'
import { continueReply, stopWork, tryAgain } from './generationActions'
import { useGenerationStore } from './generationStore'
import { canStopLoad } from './loadStop'
import { cancelLoad, listModels, openModelsFolder } from './modelActions'
import { openConversation } from './openings'
import { changeTextSize, forgetUndoable } from './preferencesStore'
import { commitFields } from './fieldCommits'
import { generationOf, stoppableIn } from './runningGenerations'
import {
  closeListOverlay,
  focusComposer,
  requestDeletion,
  showModelMenu,
  showPalette,
  showPromptDialog,
  showSettings,
  showShortcuts,
  toggleInspector,
  toggleList,
  useViewStore
} from './viewStore'

type OpenChat = Extract<CommandId, `openChat${number}`>

/** What a command does now; null where there is nothing that it could do. */
type Act = () => (() => unknown) | null

/** What each command does. Its name, keys and place in the menu: shared/domain/commands.ts. */
const acts: Record<Exclude<CommandId, OpenChat>, Act> = {
  newChat: () => newChat,
  previousChat: () => openBeside(-1),
  nextChat: () => openBeside(1),
  deleteChat: () => {
    const id = openConversationId()
    return id === null ? null : () => requestDeletion(id)
  },
  undoDeletion,
  stop: () => (canStop() ? stopWork : null),
  tryAgain: () => withEndedReply((id) => tryAgain(id)),
  continueReply: () => withEndedReply((id) => continueReply(id), true),
  copyLastReply: () => {
    const reply = lastReply()
    return reply ? () => copyMessage(reply) : null
  },
  copyLastCode: () => {
    const code = lastCode()
    return code === null ? null : () => copyCode(code)
  },
  chooseModel: () => () => {
    showModelMenu(true)
    void listModels()
  },
  cancelLoad: () => (useAppStore.getState().model.kind === 'loading' ? cancelLoad : null),
  openModelsFolder: () => openModelsFolder,
  focusComposer: () => () => {
    closeListOverlay()
    focusComposer()
  },
  toggleSidebar: () => toggleList,
  toggleInspector: () => toggleInspector,
  largerText: () => () => changeTextSize('larger'),
  smallerText: () => () => changeTextSize('smaller'),
  usualText: () => () => changeTextSize('usual'),
  showSettings: () => () => showSettings(true),
  showPalette: () => () => showPalette(!useViewStore.getState().isPaletteShown),
  showShortcuts: () => () => showShortcuts(!useViewStore.getState().areShortcutsShown)
}

/** Carries out a command. One that does not apply now does nothing. */
export function runCommand(id: CommandId): void {
  const act = actOf(id)
  if (act === null) return
  commitFields() // what is typed beside the chat counts for what happens now
  closeLayers(id)
  act()
}

/** Whether the command could do something now. */
export const canRun = (id: CommandId): boolean => actOf(id) !== null

/** The conversation that a command for a place in the list would open. */
export function conversationAt(id: CommandId): { id: ConversationId; title: string } | undefined {
  const place = chatPlace(id)
  return place === null ? undefined : useAppStore.getState().conversations[place - 1]
}

function actOf(id: CommandId): (() => unknown) | null {
  if (id in acts) return acts[id as keyof typeof acts]()
  const conversation = conversationAt(id)
  return conversation ? () => openConversation(conversation.id) : null
}

/** A layer would hide what a command does; the size of the text is seen in layers too. */
function closeLayers(id: CommandId): void {
  if (id === 'largerText' || id === 'smallerText' || id === 'usualText') return
  if (id !== 'showPalette') showPalette(false)
  if (id !== 'showShortcuts') showShortcuts(false)
  if (id !== 'chooseModel') showModelMenu(false)
  showPromptDialog(false)
  if (id === 'showSettings' || !useViewStore.getState().areSettingsShown) return
  forgetUndoable()
  showSettings(false)
}

function openBeside(step: 1 | -1): (() => unknown) | null {
  const { conversations } = useAppStore.getState()
  const shownId = useConversationStore.getState().openingId ?? openConversationId()
  const place = conversations.findIndex(({ id }) => id === shownId)
  // From a new chat, which is not in the list, the first one is next.
  const wanted = place === -1 ? (step === 1 ? 0 : -1) : place + step
  const target = conversations[wanted]
  if (!target) return null
  return () => {
    if (wanted === conversations.length - 1) void loadNextPage()
    void openConversation(target.id)
  }
}

function canStop(): boolean {
  const conversationId = openConversationId()
  const { running } = useGenerationStore.getState()
  return canStopLoad() || (conversationId !== null && stoppableIn(running, conversationId) !== undefined)
}

function withEndedReply(act: (id: MessageId) => unknown, isForCut = false): (() => unknown) | null {
  const reply = lastReply()
  if (!reply || generationOf(useGenerationStore.getState().running, reply.id)) return null
  return isForCut && !canContinue(reply.status) ? null : () => act(reply.id)
}
