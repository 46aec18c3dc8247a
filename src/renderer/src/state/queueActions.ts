import { isBlank } from '../../../shared/domain/blank'
import type { ConversationId, GenerationId, MessageId } from '../../../shared/domain/ids'
import type { WaitingMessage } from '../../../shared/domain/waiting'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { changeOpen, useConversationStore } from './conversationStore'
import { draftStore, LONGEST_TEXT } from './draftStore'
import { useGenerationStore } from './generationStore'
import { withMessages } from './openConversation'
import { changeEdit, endEdit, useQueueStore } from './queueStore'
import { generationOf } from './runningGenerations'
import { focusComposer, say } from './viewStore'

/** Opens the text of a waiting message for changes. */
export function beginEdit({ question, reply }: WaitingMessage): void {
  const edit = { before: question.text, text: question.text, isSaving: false, error: null }
  useQueueStore.setState(({ edits }) => ({ edits: { ...edits, [reply.id]: edit } }))
}

/** Has the changed text wait in place of the one before. */
export async function saveEdit({ reply }: WaitingMessage): Promise<void> {
  const edit = useQueueStore.getState().edits[reply.id]
  const generation = generationOf(useGenerationStore.getState().running, reply.id)
  if (!edit || edit.isSaving || !generation || isBlank(edit.text)) return
  if (edit.text === edit.before) return endEdit(reply.id)
  const { text } = edit
  if (text.length > LONGEST_TEXT) {
    const params = { length: text.length, limit: LONGEST_TEXT }
    return changeEdit(reply.id, { error: { code: 'generation.textTooLong', params } })
  }
  changeEdit(reply.id, { isSaving: true, error: null })
  const result = await call('generation.edit', { generationId: generation.generationId, text })
  if (result.ok) {
    changeOpen((open) => (open.conversation.id === reply.conversationId ? withMessages(open, [result.value]) : open))
    endEdit(reply.id)
    return say(t('queue.changed'))
  }
  changeEdit(reply.id, { isSaving: false, error: result.error })
  if (!waits(reply.id)) overtake(reply.conversationId, reply.id)
}

/**
 * The window is being closed, or a chat deleted: what was changed and not saved waits in place of the text before, or goes into the draft of
 * its chat where main refuses it. Resolves when main has answered. `conversationId`: of this chat alone.
 */
export async function saveOpenEdits(conversationId?: ConversationId): Promise<void> {
  const changed = Object.entries(useQueueStore.getState().edits).filter(
    ([, { text, before, isSaving }]) => text !== before && !isBlank(text) && !isSaving
  )
  await Promise.all(
    changed.map(async ([replyId, { text }]) => {
      const generation = generationOf(useGenerationStore.getState().running, replyId)
      if (!generation || (conversationId !== undefined && generation.conversationId !== conversationId)) return
      endEdit(replyId)
      const result = await call('generation.edit', { generationId: generation.generationId, text })
      if (!result.ok) draftStore.insert(generation.conversationId, text)
    })
  )
}

/** The turn of a message has come, or it is gone. A change that was not saved goes into the message box, so that it is not lost. */
export function overtakeEdit(conversationId: ConversationId, replyId: MessageId): void {
  const edit = useQueueStore.getState().edits[replyId]
  // One that is being saved may have been saved in time: the answer says so.
  if (edit && !edit.isSaving) overtake(conversationId, replyId)
}

function overtake(conversationId: ConversationId, replyId: MessageId): void {
  const edit = useQueueStore.getState().edits[replyId]
  endEdit(replyId)
  if (!edit || edit.text === edit.before || isBlank(edit.text)) return
  draftStore.insert(conversationId, edit.text)
  useQueueStore.setState(({ overtaken }) => ({ overtaken: overtaken + 1 }))
}

const waits = (replyId: MessageId): boolean => generationOf(useGenerationStore.getState().running, replyId)?.phase.kind === 'queued'

/** Takes a message out of the queue; its text goes back into the composer. */
export async function removeQueued(generationId: GenerationId): Promise<void> {
  const generation = useGenerationStore.getState().running[generationId]
  if (!generation) return
  endEdit(generation.messageId)
  focusComposer()
  await draftStore.save() // main adds the text to the draft that it knows
  const before = draftStore.read(generation.conversationId)
  const result = await call('generation.remove', { generationId })
  if (!result.ok) {
    const { messageId } = generation
    return useConversationStore.setState({ refusal: { kind: 'message', messageId, error: result.error } })
  }
  const { draft } = result.value
  if (draft === null) return
  draftStore.insert(generation.conversationId, addedTo(before, draft))
  say(t('queue.removed'))
}

function addedTo(before: string, draft: string): string {
  const joined = `${before}\n\n`
  return draft.startsWith(joined) ? draft.slice(joined.length) : draft
}
