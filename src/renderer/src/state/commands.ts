import type { AppCommand } from '../../../shared/contract/appCommand'
import { assertNever } from '../../../shared/assertNever'
import { useAppStore } from './appStore'
import { copyReply, lastReply } from './clipboardActions'
import { newChat } from './conversationActions'
import { stopWork, tryAgain } from './generationActions'
import { useGenerationStore } from './generationStore'
import { openConversation } from './openings'
import { generationOf } from './runningGenerations'
import { changeTextSize } from './preferencesStore'
import { showSettings, showShortcuts, toggleList } from './viewStore'

/** Carries out what the native menu and its shortcuts ask. What does not apply now does nothing. */
export function runCommand(command: AppCommand): void {
  switch (command.kind) {
    case 'newChat':
      return void newChat()
    case 'stop':
      return void stopWork()
    case 'copyLastReply': {
      const reply = lastReply()
      return reply && void copyReply(reply)
    }
    case 'tryAgain': {
      const reply = lastReply()
      const isOver = reply && !generationOf(useGenerationStore.getState().running, reply.id)
      return isOver ? void tryAgain(reply.id) : undefined
    }
    case 'toggleSidebar':
      return toggleList()
    case 'openConversation': {
      const conversation = useAppStore.getState().conversations[command.place - 1]
      return conversation && void openConversation(conversation.id)
    }
    case 'changeTextSize':
      return changeTextSize(command.to)
    case 'showSettings':
      return showSettings(true)
    case 'showShortcuts':
      return showShortcuts(true)
    default:
      return assertNever(command)
  }
}
