import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { TextId } from '../../shared/domain/keptText'
import { hasEnded } from '../../shared/domain/hasEnded'
import type { AssistantMessage, Message } from '../../shared/domain/message'
import { subtreeOf } from '../../shared/domain/messageTree'
import type { ConversationIndex } from '../core/conversations/conversationIndex'
import type { ConversationStore } from '../core/conversations/conversationStore'
import { cursorAfter, readCursor, type ListPlace } from './listCursor'

interface State {
  conversations: Map<ConversationId, { conversation: Conversation; deletedAt: number | null }>
  /** In the order they were added: a Map keeps the place of a key whose value is replaced. */
  messages: Map<MessageId, Message>
  /** By conversation and id. */
  texts: Map<ConversationId, Map<TextId, string>>
  /** By conversation; null is the next new chat. */
  drafts: Map<ConversationId | null, string>
}

/** Keeps everything only as long as it lives. The simplest implementation that passes the contracts of both ports: tests of core use it. */
export function memoryConversationStore(): ConversationStore & ConversationIndex {
  let state: State = { conversations: new Map(), messages: new Map(), texts: new Map(), drafts: new Map() }
  let isClosed = false

  /** Runs `work` on a copy that becomes the state only when nothing was thrown: all or nothing. */
  function change(work: (next: State) => void): Promise<void> {
    return read((current) => {
      const next = structuredClone(current)
      work(next)
      state = next
    })
  }

  // What comes out is a copy, so that nobody changes the store by changing what they were given.
  function read<T>(work: (current: State) => T): Promise<T> {
    return new Promise((resolve) => {
      if (isClosed) throw new Error('The store is closed')
      resolve(structuredClone(work(state)))
    })
  }

  const readConversation: ConversationStore['readConversation'] = (id) =>
    read(({ conversations, messages }) => {
      const found = conversations.get(id)
      if (found?.deletedAt !== null) return null
      return { conversation: found.conversation, messages: [...messages.values()].filter((message) => message.conversationId === id) }
    })

  return {
    readConversation,
    readHead: async (id) => (await readConversation(id))?.conversation ?? null,
    readEnded: async (id) => {
      const found = await readConversation(id)
      return found?.messages.every(hasEnded) ? { conversation: found.conversation, messagesJson: JSON.stringify(found.messages) } : null
    },
    save: (conversation, messages) =>
      change((next) => {
        replaceConversation(next, conversation)
        for (const message of messages) putMessage(next, conversation.id, message)
        checkParents(next, messages)
      }),
    saveReplyText: (messageId, text, thought) =>
      change(({ messages }) => {
        const found = messages.get(messageId)
        if (found?.role === 'assistant') messages.set(messageId, { ...found, text, thought })
      }),
    saveReply: (message, texts = []) =>
      change((next) => {
        if (!next.messages.has(message.id)) return
        const { conversationId } = message
        const kept = texts.map(({ id, text }) => [id, text] as const)
        next.texts.set(conversationId, new Map([...(next.texts.get(conversationId) ?? []), ...kept]))
        putMessage(next, message.conversationId, message)
        checkParents(next, [message])
      }),
    removeMessages: (conversation, ids, moved = []) =>
      change((next) => {
        replaceConversation(next, conversation)
        for (const message of moved) putMessage(next, conversation.id, message)
        checkParents(next, moved)
        const own = [...next.messages.values()].filter((message) => message.conversationId === conversation.id)
        const known = new Set(own.map((message) => message.id))
        for (const id of ids.filter((each) => known.has(each))) for (const inside of subtreeOf(own, id)) next.messages.delete(inside)
      }),
    list: ({ before, limit }) =>
      read(({ conversations }) => {
        const place = before === null ? null : readCursor(before)
        const below = listed(conversations).filter((each) => place === null || isBelow(each, place))
        const page = below.slice(0, limit)
        const last = below.length > limit ? page.at(-1) : undefined
        return { conversations: page, next: last ? cursorAfter({ updatedAt: BigInt(last.updatedAt), id: last.id }) : null }
      }),
    setDeleted: (id, at) =>
      change(({ conversations }) => {
        const found = conversations.get(id)
        if (found) conversations.set(id, { ...found, deletedAt: at })
      }),
    purgeDeleted: (time) =>
      change((next) => {
        for (const [id, { deletedAt }] of next.conversations) if (deletedAt !== null && deletedAt < time) forget(next, id)
      }),
    listUnfinished: () => read(({ messages }) => [...messages.values()].filter(isUnfinished)),
    readText: (id, textId) => read(({ texts }) => texts.get(id)?.get(textId) ?? null),
    readDraft: (id) => read(({ drafts }) => drafts.get(id) ?? ''),
    saveDraft: (id, text) =>
      change(({ conversations, drafts }) => {
        if (id !== null && !conversations.has(id)) return
        if (text === '') drafts.delete(id)
        else drafts.set(id, text)
      }),
    close: () => {
      isClosed = true
      return Promise.resolve()
    }
  }
}

const listed = (conversations: State['conversations']): Conversation[] =>
  [...conversations.values()]
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ conversation }) => conversation)
    .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))

function isBelow({ updatedAt, id }: Conversation, place: ListPlace): boolean {
  return BigInt(updatedAt) < place.updatedAt || (BigInt(updatedAt) === place.updatedAt && id < place.id)
}

function replaceConversation(next: State, conversation: Conversation): void {
  const deletedAt = next.conversations.get(conversation.id)?.deletedAt ?? null
  next.conversations.set(conversation.id, { conversation: structuredClone(conversation), deletedAt })
}

function putMessage(next: State, conversationId: ConversationId, message: Message): void {
  const owner = next.messages.get(message.id)?.conversationId ?? conversationId
  if (message.conversationId !== conversationId || owner !== conversationId) throw new Error('A message belongs to another conversation')
  next.messages.set(message.id, structuredClone(message))
}

// As they are in the end: a message may be in the list twice.
function checkParents({ messages }: State, added: readonly Message[]): void {
  for (const { id } of added) {
    const message = messages.get(id)
    if (!message || message.parentId === null) continue
    if (messages.get(message.parentId)?.conversationId !== message.conversationId) throw new Error('The parent of a message is not there')
  }
}

function forget(next: State, id: ConversationId): void {
  next.conversations.delete(id)
  next.drafts.delete(id)
  next.texts.delete(id)
  for (const message of next.messages.values()) if (message.conversationId === id) next.messages.delete(message.id)
}

const isUnfinished = (message: Message): message is AssistantMessage => message.role === 'assistant' && !hasEnded(message)
