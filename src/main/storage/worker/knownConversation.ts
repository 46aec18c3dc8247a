import type { MessageId } from '../../../shared/domain/ids'
import type { DatabaseOperations, Operations } from './protocol'

/** What main has of the conversation that it read last, but for the messages that were written since then. */
interface Known {
  readonly id: string
  readonly stamp: number
  readonly written: Set<MessageId>
}

/**
 * The operations of the thread: of the conversation that main read last it is sent only what was written since. Everything that is written goes
 * through here and nobody else may write to the file, so main's copy is never out of date; the thread keeps none itself.
 */
export function withKnownConversation(database: DatabaseOperations): Operations {
  let known: Known | null = null
  let stamps = 0
  const wrote = (ids: readonly MessageId[]): void => ids.forEach((id) => known?.written.add(id))
  const forget = (): void => void (known = null)

  return {
    ...database,
    readConversation: (id, stamp) => {
      const before = known
      forget()
      if (before?.id === id && before.stamp === stamp) {
        const conversation = database.readHead(id)
        const changed = conversation && (before.written.size === 0 ? [] : database.readMessages(id, [...before.written]))
        if (changed) {
          known = { id, stamp: ++stamps, written: new Set() }
          return { kind: 'changes', conversation, changed, stamp: known.stamp }
        }
      }
      const found = database.readConversation(id)
      if (!found) return null
      // A message that cannot be read has a place between the others all the same, should it be replaced.
      if (database.countMessages(id) === found.messages.length) known = { id, stamp: ++stamps, written: new Set() }
      return { kind: 'whole', ...found, stamp: known && stamps }
    },
    save: (conversation, messages) => {
      wrote(messages.map(({ id }) => id))
      database.save(conversation, messages)
    },
    saveReplyText: (id, ...text) => {
      wrote([id])
      database.saveReplyText(id, ...text)
    },
    saveReply: (message, texts) => {
      wrote([message.id])
      database.saveReply(message, texts)
    },
    removeMessages: (...input) => {
      forget()
      database.removeMessages(...input)
    },
    setDeleted: (...input) => {
      forget()
      database.setDeleted(...input)
    },
    purgeDeleted: (...input) => {
      forget()
      database.purgeDeleted(...input)
    }
  }
}
