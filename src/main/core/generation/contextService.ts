import type { CallInput, CallOutput } from '../../../shared/contract/calls'
import type { ContextLedger } from '../../../shared/domain/contextLedger'
import { keptForReply } from '../../../shared/domain/promptLimit'
import { promptTokensOf } from '../../../shared/domain/promptTokens'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Message, UserMessage } from '../../../shared/domain/message'
import type { GenerationSettings } from '../../../shared/domain/generationSettings'
import { afterFirstTurn } from '../../../shared/domain/afterFirstTurn'
import { branchTo } from '../../../shared/domain/messageTree'
import type { CountTokens, Prompt } from '../../../engine/engine'
import { fitContext } from '../context/contextFit'
import type { ContextFit } from '../context/fit'
import { BETWEEN, withSystemMessage } from '../context/prompt'
import { logFailure } from '../errors/logFailure'
import type { Log } from '../errors/log'
import type { EventListener } from '../eventHub'
import type { EngineProvider, ReadyEngine } from '../inference/engineProvider'
import { lastSummary } from './lastSummary'
import { systemPromptOfModel } from './systemPromptOfModel'
import { chosenIn, type ChosenInPorts } from './chosenIn'

interface ContextServicePorts extends ChosenInPorts {
  engines: EngineProvider
  live: { present(messages: readonly Message[]): Message[]; states(conversationId: ConversationId): readonly unknown[] }
  log: Log
}

/** What the model in use would read for the next reply, before anything is sent. */
export class ContextService {
  readonly #ports: ContextServicePorts
  /** Read last: somebody who types measures again and again, and a long chat takes long to read. */
  #known: ({ readonly conversationId: ConversationId } & Read) | null = null

  #changes = 0

  constructor(ports: ContextServicePorts) {
    this.#ports = ports
  }

  /** What was read of a conversation is no longer so once anything in it has changed. */
  readonly follow: EventListener = ({ name }) => {
    if (!name.startsWith('message.') && !name.startsWith('conversation.')) return
    this.#known = null
    this.#changes++
  }

  /** With this draft as the next message; null where no engine is there that counts, or the conversation is gone. */
  measure({ conversationId, draft }: CallInput<'context.measure'>): Promise<CallOutput<'context.measure'>> {
    return this.#orNull(async () => {
      const asked = await this.#asked(conversationId, draft)
      if (!asked) return null
      const ledger = await ledgerOf(draft, asked)
      // How long a summary takes to write cannot be told before.
      const readingMs = ledger.isSummaryDue ? null : asked.ready.readingTime(ledger.reused, promptTokensOf(ledger))
      return { ...ledger, readingMs }
    })
  }

  /** The prompt of the next reply as the model reads it; null where no engine is there that can show it. */
  showPrompt({ conversationId, draft }: CallInput<'context.showPrompt'>): Promise<CallOutput<'context.showPrompt'>> {
    return this.#orNull(async () => {
      const asked = await this.#asked(conversationId, draft)
      const show = asked?.ready.engine.abilities().show
      return asked && show ? [...(await show(asked.prompt, asked.settings))] : null
    })
  }

  /** What the template of the model in use writes as its system prompt where none is given; null: nothing, or no engine is there that can show it. */
  systemPromptOfModel({ thinking }: CallInput<'context.systemPromptOfModel'>): Promise<string | null> {
    return this.#orNull(async () => {
      const { ready } = this.#ports.engines
      const show = ready?.engine.abilities().show
      if (!ready || !show) return null
      // The values belong to the model: they are the same for every choice.
      const { templateVariables } = this.#ports.chosenFor(undefined, ready).settings
      return systemPromptOfModel(show, { thinking, ...(templateVariables && { templateVariables }) })
    })
  }

  async #asked(conversationId: ConversationId | null, draft: string): Promise<Asked | null> {
    const { ready } = this.#ports.engines
    const count = ready?.engine.abilities().count
    if (!ready || !count) return null
    const read = await this.#read(conversationId)
    if (read === null) return null
    const { branch: above, messages } = read
    const { settings, systemMessage, whenFull } = await chosenIn(conversationId, ready, this.#ports)
    const counted: CountTokens = (prompt) => count(prompt, settings)
    const branch = [...above, asMessage(draft, above.at(-1))]
    const { repository } = this.#ports
    const isSummarized = conversationId !== null && whenFull === 'summarize'
    const summary = isSummarized ? await lastSummary(conversationId, branch, messages, ready.model.name, repository) : null
    const fit = await fitContext(branch, { maxTokens: settings.maxTokens, count: counted, systemMessage, whenFull, summary })
    const prompt = fit.kind !== 'tooLong' ? fit.prompt : withSystemMessage([{ role: 'user', text: draft }], systemMessage)
    return { ready, settings, branch, fit, prompt, count: counted }
  }

  /** The engine may end at any time, and the disk may refuse: then nothing is known. */
  async #orNull<T>(work: () => Promise<T | null>): Promise<T | null> {
    try {
      return await work()
    } catch (thrown) {
      logFailure(thrown, this.#ports.log, { bug: 'While measuring the context', expected: 'The context could not be measured' })
      return null
    }
  }

  async #read(conversationId: ConversationId | null): Promise<Read | null> {
    if (conversationId === null) return { branch: [], messages: [] }
    const { repository, live } = this.#ports
    if (this.#known?.conversationId === conversationId) return this.#known
    const changes = this.#changes
    const found = await repository.read(conversationId)
    if (!found) return null
    const messages = live.present(found.messages)
    const read = { branch: branchTo(messages, found.conversation.activeLeafId), messages }
    // A reply that grows changes with every token, without an event of its message.
    if (this.#changes === changes && live.states(conversationId).length === 0) this.#known = { conversationId, ...read }
    return read
  }
}

/** The messages of a conversation, and those of them that are shown. */
interface Read {
  readonly branch: readonly Message[]
  readonly messages: readonly Message[]
}

/** The draft as it would be below `last`. */
const asMessage = (text: string, last: Message | undefined): UserMessage => ({
  role: 'user',
  id: DRAFT,
  conversationId: last?.conversationId ?? DRAFT,
  parentId: last?.id ?? null,
  text,
  createdAt: 0
})
const DRAFT = '00000000-0000-7000-8000-000000000000'

/** What would be read for the next reply. */
interface Asked {
  readonly ready: ReadyEngine
  readonly settings: GenerationSettings
  /** With the draft at its end. */
  readonly branch: readonly Message[]
  readonly fit: ContextFit
  readonly prompt: Prompt
  readonly count: CountTokens
}

async function ledgerOf(draft: string, { settings, branch, fit, prompt, count }: Asked): Promise<Omit<ContextLedger, 'readingMs'>> {
  const { tokens, limit, texts, reused } = await count(prompt)
  const ofSummary = summaryPlaces(prompt, fit)
  const ofRole = (role: Prompt[number]['role']): number =>
    prompt.reduce((sum, message, place) => (message.role === role && !ofSummary.includes(place) ? sum + (texts[place] ?? 0) : sum), 0)
  const ofDraft = await draftTokens(draft, prompt, texts, count)
  const you = ofRole('user') - ofDraft
  const replies = ofRole('assistant')
  const summary = ofSummary.reduce((sum, place) => sum + (texts[place] ?? 0), 0)
  return {
    limit,
    format: tokens - you - replies - summary - ofDraft,
    summary: summary + (fit.kind === 'summaryDue' ? fit.due.room : 0),
    you,
    replies,
    draft: ofDraft,
    kept: keptForReply(limit, settings.maxTokens),
    reused,
    ...unreadOf(branch, fit),
    isAsked: fit.kind === 'asks',
    isSummaryDue: fit.kind === 'summaryDue',
    isTooLong: fit.kind === 'tooLong'
  }
}

/** Which messages of the prompt are the summary, with the request for it: the first two behind the system message. */
function summaryPlaces(prompt: Prompt, fit: ContextFit): number[] {
  const hasOne = fit.kind === 'summaryDue' || (fit.kind === 'fits' && fit.summary !== null && fit.summary.text !== null)
  const first = prompt[0]?.role === 'system' ? 1 : 0
  return hasOne ? [first, first + 1] : []
}

/** The messages that are left out. */
function unreadOf(branch: readonly Message[], fit: ContextFit): Pick<ContextLedger, 'firstUnreadId' | 'lastUnreadId'> {
  const start = fit.kind === 'fits' || fit.kind === 'summaryDue' ? branch.findIndex(({ id }) => id === fit.startId) : branch.length - 1
  if (fit.kind === 'asks' || start <= 0) return { firstUnreadId: null, lastUnreadId: null }
  const first = fit.kind === 'fits' && fit.isFirstKept ? afterFirstTurn(branch) : branch[0]
  return { firstUnreadId: first?.id ?? null, lastUnreadId: branch[start - 1]?.id ?? null }
}

/** Where the message before has no reply, the draft is read together with it (prompt.ts): it has what it adds. */
async function draftTokens(draft: string, prompt: Prompt, texts: readonly number[], count: CountTokens): Promise<number> {
  const last = prompt.at(-1)
  const whole = texts.at(-1) ?? 0
  if (!last || last.text === draft) return whole
  const before = last.text.slice(0, Math.max(0, last.text.length - BETWEEN.length - draft.length))
  const { texts: shorter } = await count([...prompt.slice(0, -1), { ...last, text: before }])
  return Math.max(0, whole - (shorter.at(-1) ?? 0))
}
