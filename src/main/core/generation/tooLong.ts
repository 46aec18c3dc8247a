import type { CountTokens, Prompt } from '../../../engine/engine'
import type { AppError } from '../../../shared/contract/appError'
import type { AssistantMessage } from '../../../shared/domain/message'
import { promptLimit } from '../../../shared/domain/promptLimit'
import { withSystemMessage } from '../context/prompt'
import type { ConversationRepository } from '../conversations/conversationRepository'
import type { Unsent } from '../conversations/unsend'
import { delay } from '../async/delay'
import { messageTooLong } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { ModelInfo, ReadyEngine } from '../inference/engineProvider'
import type { NoticeBoard } from '../notices/noticeBoard'
import type { Clock } from '../async/clock'
import type { Log } from '../errors/log'
import type { ChosenGeneration } from '../settings/chosenGeneration'

const PATIENCE = 500 // ms: an engine that is stuck must not keep a message from being saved
const FORMAT = 512 // tokens: more than chat formats write around one message

/** In tokens. `isOfSystem`: the system prompt alone leaves no room for a message. */
export interface TooLong {
  readonly tokens: number
  readonly limit: number
  readonly isOfSystem: boolean
}

function tooLongError({ tokens, limit, isOfSystem }: TooLong): AppError {
  const counts = { tokens, limit }
  return isOfSystem ? { code: 'generation.systemPromptTooLong', params: counts } : messageTooLong(counts)
}

/**
 * Throws the ExpectedError `generation.messageTooLong` when a message alone is more than the model can hold, or `systemPromptTooLong` when
 * that leaves it no room. Nearly every message is short
 * enough without a count: the engine is asked about the others alone. Without an engine, or with one that cannot count or not in time, the
 * message is sent; `unsendTooLong` follows once it can be counted.
 */
export async function refuseTooLong(
  text: string,
  ready: ReadyEngine | null,
  chosenBy: (model: ModelInfo) => ChosenGeneration | Promise<ChosenGeneration>,
  ports: { clock: Clock; log: Log }
): Promise<void> {
  const count = ready?.engine.abilities().count
  if (!ready || !count) return
  const { settings, systemMessage } = await chosenBy(ready)
  const prompt = withSystemMessage([{ role: 'user', text }], systemMessage)
  if (FORMAT + mostTokens(prompt) <= promptLimit(ready.contextSize, settings.maxTokens)) return
  const counted = await countInTime(() => count(prompt, settings), ports)
  if (!counted) return
  const limit = promptLimit(counted.limit, settings.maxTokens)
  if (counted.tokens <= limit) return
  // Whose fault is it? Without the message's own text the rest would have to have room.
  const rest = counted.tokens - (counted.texts.at(-1) ?? 0)
  const isOfSystem = systemMessage !== null && rest >= limit
  throw new ExpectedError(tooLongError({ tokens: counted.tokens, limit, isOfSystem }))
}

/**
 * A token stands for at least one byte of UTF-8. A vocabulary that has no token for a space, or one that rewrites characters before it cuts
 * them, may make more of some: `unsendTooLong` is there for what slips through.
 */
const mostTokens = (prompt: Prompt): number => prompt.reduce((bytes, { text }) => bytes + Buffer.byteLength(text), 0)

interface UnsendTooLongPorts {
  repository: ConversationRepository
  notices: NoticeBoard
  log: Log
  /** Called once the messages are gone from the store, before that is published. */
  onRemoved: () => void
}

/**
 * Under the mutex. A message that turned out too long after it was sent goes back into the draft of its conversation, as if it had been
 * refused at once, and a notice says so. False when it has to stay: it has another reply, something hangs below, or the disk refuses.
 */
export async function unsendTooLong(reply: AssistantMessage, tooLong: TooLong, ports: UnsendTooLongPorts): Promise<boolean> {
  const unsent = await tryToUnsend(reply, ports)
  if (!unsent) return false
  const { title } = unsent.conversation
  ports.notices.show({ tone: 'error', content: { kind: 'messageUnsent', error: tooLongError(tooLong), title } })
  return true
}

async function tryToUnsend(reply: AssistantMessage, { repository, log, onRemoved }: UnsendTooLongPorts): Promise<Unsent | null> {
  try {
    return await repository.unsend(reply, { isUnasked: true, onlyWithText: true, onRemoved })
  } catch (thrown) {
    log.error('A message that is too long could not be unsent', thrown)
    return null
  }
}

/** Null when it cannot be counted, or not in time. */
async function countInTime(
  count: () => ReturnType<CountTokens>,
  { clock, log }: { clock: Clock; log: Log }
): Promise<Awaited<ReturnType<CountTokens>> | null> {
  const end = new AbortController()
  const counting = count().catch((thrown: unknown) => {
    log.warn(`A message could not be counted (${String(thrown)})`)
    return null
  })
  const counted = await Promise.race([counting, delay(clock, PATIENCE, end.signal).then(() => null)])
  end.abort() // cancels the timer
  return counted
}
