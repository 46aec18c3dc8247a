import type { Engine } from '../../engine/engine'
import type { AssistantMessage } from '../../shared/domain/message'
import { balanced } from '../../shared/domain/samplingSettings'
import { promptLimit } from './contextFit'
import { delay } from './delay'
import { messageTooLong } from './appErrors'
import { ExpectedError } from './expectedError'
import type { NoticeBoard } from './noticeBoard'
import type { Clock } from './ports/clock'
import type { Log } from './ports/log'
import type { LibraryEntry } from './ports/modelLibrary'
import { findWithdrawal, saveWithdrawal, tellOfWithdrawal, type TakeBackPorts } from './takeBack'
import type { Withdrawal } from './withdraw'

const PATIENCE = 2_000 // ms: an engine that is stuck must not keep a message from being saved

/**
 * Throws the ExpectedError `generation.contextFull` when a message alone is more than the model can hold. Without a model, or with one that
 * does not answer, there is nothing to count with: then `giveBackTooLong` follows.
 */
export async function refuseTooLong(
  text: string,
  ready: { engine: Engine; model: LibraryEntry } | null,
  ports: { clock: Clock; log: Log }
): Promise<void> {
  const counted = ready && (await count(text, ready.engine, ports))
  if (!counted) return
  const limit = promptLimit(counted.limit, (ready.model.recommended ?? balanced).maxTokens)
  if (counted.tokens > limit) throw new ExpectedError(messageTooLong({ tokens: counted.tokens, limit }))
}

interface GiveBackPorts extends TakeBackPorts {
  notices: NoticeBoard
  log: Log
  /** The generation ends; its reply is gone from the store. */
  leave: () => void
}

/**
 * In the line. A message that turned out too long after it was sent goes back into the draft of its conversation, as if it had been refused
 * at once, and a notice says so. False when it has to stay: another reply answers it, something hangs below, or the disk refuses.
 */
export async function giveBackTooLong(
  reply: AssistantMessage,
  counts: { tokens: number; limit: number },
  ports: GiveBackPorts
): Promise<boolean> {
  const withdrawal = await saveAsDraft(reply, ports)
  if (!withdrawal) return false
  ports.leave()
  tellOfWithdrawal(withdrawal, ports, { unasked: true })
  const { title } = withdrawal.conversation
  ports.notices.show({ tone: 'error', content: { kind: 'messageUnsent', error: messageTooLong(counts), title } })
  return true
}

async function saveAsDraft(reply: AssistantMessage, ports: GiveBackPorts): Promise<Withdrawal | null> {
  try {
    const withdrawal = await findWithdrawal(reply, ports)
    if (!withdrawal || withdrawal.text === null) return null
    await saveWithdrawal(withdrawal, ports)
    return withdrawal
  } catch (thrown) {
    ports.log.error('A message that is too long could not be given back', thrown)
    return null
  }
}

/** Null when it cannot be counted, or not in time. */
async function count(
  text: string,
  engine: Engine,
  { clock, log }: { clock: Clock; log: Log }
): Promise<Awaited<ReturnType<Engine['count']>> | null> {
  const end = new AbortController()
  const counting = engine.count([{ role: 'user', text }]).catch((thrown: unknown) => {
    log.warn(`A message could not be counted (${String(thrown)})`)
    return null
  })
  const counted = await Promise.race([counting, delay(clock, PATIENCE, end.signal).then(() => null)])
  end.abort() // the timer
  return counted
}
