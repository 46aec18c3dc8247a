import type { AppEvent } from '../../../shared/contract/events'
import type { CommandId } from '../../../shared/domain/commands'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import { assertNever } from '../../../shared/assertNever'
import { call } from '../bridge'
import { changeConversations, useAppStore } from './appStore'
import { choicesSaved } from './choiceStore'
import { withListed, withoutListed } from './conversationList'
import { changeOpen, openConversationId, useConversationStore } from './conversationStore'
import { draftStore } from './draftStore'
import { commitFields } from './fieldCommits'
import { changeRunning } from './generationStore'
import { placeStore } from './placeStore'
import { hasAllParents, withConversation, withMessages, withoutMessages } from './openConversation'
import { catchUp, receiveGenerationEvent } from './openings'
import { receivePreferences } from './preferencesStore'
import { saveOpenEdits } from './queueActions'
import { withoutConversation } from './runningGenerations'
import { changeStorage } from './startActions'
import { focusComposer } from './viewStore'

/** Every event that main pushes comes through here. `runCommand` carries out what the native menu asks. */
export function receiveEvent(event: AppEvent, runCommand: (command: CommandId) => void): void {
  switch (event.name) {
    case 'conversation.saved': {
      const { conversation } = event.payload
      changeConversations((conversations) => withListed(conversations, conversation))
      if (openConversationId() === conversation.id) changeOpen((open) => withConversation(open, conversation))
      return
    }
    case 'conversation.removed':
      return forgetConversation(event.payload.conversationId)
    case 'message.saved':
      return keepMessage(event.payload.message)
    case 'message.removed': {
      const { conversationId, messageIds, text } = event.payload
      const isOpen = openConversationId() === conversationId
      if (isOpen) changeOpen((open) => withoutMessages(open, messageIds))
      // A draft that this window has never read comes with its conversation, the text in it.
      if (text !== undefined && (isOpen || draftStore.isKnown(conversationId))) draftStore.insert(conversationId, text)
      return
    }
    case 'generation.event':
      return receiveGenerationEvent(event.payload)
    case 'model.changed':
    case 'model.listed':
    case 'model.silent':
      return useAppStore.setState(event.payload)
    case 'storage.changed':
      return changeStorage(event.payload.storage)
    case 'preferences.changed':
      return receivePreferences(event.payload.preferences)
    case 'notice.withdrawn': {
      const { id } = event.payload
      return useAppStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
    }
    case 'notice.shown': {
      const { notice } = event.payload
      return useAppStore.setState(({ notices }) => ({ notices: [...notices.filter((other) => other.id !== notice.id), notice] }))
    }
    case 'app.closing':
      return void saveAll().then(() => call('app.readyToClose', {}))
    case 'app.command':
      return runCommand(event.payload.command)
    default:
      return assertNever(event)
  }
}

/** What was typed last, and where one reads. An edit that is refused becomes a part of the draft, so drafts come after edits. */
async function saveAll(): Promise<void> {
  commitFields()
  await Promise.all([choicesSaved(), saveOpenEdits().then(() => draftStore.save()), placeStore.save()])
}

/** Takes a conversation that is gone off the screen and out of the list. */
export function forgetConversation(conversationId: ConversationId): void {
  changeConversations((conversations) => withoutListed(conversations, conversationId))
  changeRunning((running) => withoutConversation(running, conversationId))
  if (openConversationId() !== conversationId) return
  useConversationStore.setState({ open: null, refusal: null })
  focusComposer()
}

function keepMessage(message: Message): void {
  if (openConversationId() !== message.conversationId) return
  changeOpen((open) => withMessages(open, [message]))
  const { open } = useConversationStore.getState()
  if (open && !hasAllParents(open)) void catchUp()
}
