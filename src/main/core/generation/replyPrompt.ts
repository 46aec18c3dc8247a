import type { Prompt, SeededSampling } from '../../../engine/engine'
import type { KeptText } from '../../../shared/domain/keptText'
import type { AssistantMessage, ReplyPart } from '../../../shared/domain/message'
import { branchTo } from '../../../shared/domain/messageTree'
import { withNewPart } from '../../../shared/domain/replyParts'
import type { WhenFull } from '../../../shared/domain/whenFull'
import { fitContext } from '../context/contextFit'
import type { ContextFit, Fits, KnownSummary } from '../context/fit'
import { hasBoundary } from '../context/leaveOut'
import { withSystemMessage } from '../context/prompt'
import type { ConversationRepository, FoundConversation } from '../conversations/conversationRepository'
import { keptText } from '../conversations/keptText'
import type { ReadyEngine } from '../inference/engineProvider'
import type { ChosenGeneration } from '../settings/chosenGeneration'
import { lastSummary } from './lastSummary'
import type { LiveGeneration } from './liveGeneration'

/** Whether the system prompt alone leaves no room for a message. */
export async function isOfSystemPrompt(
  { engine }: ReadyEngine,
  sampling: SeededSampling,
  systemMessage: string | null,
  limit: number
): Promise<boolean> {
  const { count } = engine.abilities()
  if (!count || systemMessage === null) return false
  return (await count(withSystemMessage([{ role: 'user', text: '' }], systemMessage), sampling)).tokens >= limit
}

interface ChoosePorts {
  repository: ConversationRepository
  /** As it was read when the turn of the reply had come. */
  found: FoundConversation
  /** False: a branch of which no earlier reply has left anything out is to be read as a whole, without a count. Whether it fits the engine finds as it reads it. */
  counts: boolean
  /** The summary that was made for this reply. Undefined: it is to be found out whether one is needed. */
  made: KnownSummary | undefined
}

/**
 * What is read for a reply. Null when it was stopped. Where the prompt begins, and what stands in it besides
 * messages, is saved with the reply before the engine reads it.
 */
export async function choosePrompt(
  { engine, model }: ReadyEngine,
  { seed, ...settings }: SeededSampling,
  chosen: ChosenGeneration,
  generation: LiveGeneration,
  { repository, found, counts, made }: ChoosePorts
): Promise<ContextFit | null> {
  const { conversationId, parentId } = generation.reply
  const above = branchTo(found.messages, parentId)
  const branch = generation.before ? [...above, asReadBy(model.name, generation.before)] : above
  const { count } = engine.abilities()
  const counted = count && ((prompt: Prompt) => count(prompt, settings))
  const fitBy = async (whenFull: WhenFull, made?: KnownSummary): Promise<ContextFit> => {
    const summary =
      whenFull === 'summarize' ? (made ?? (await lastSummary(conversationId, branch, found.messages, model.name, repository))) : null
    const count = counts || summary !== null || hasBoundary(branch) ? counted : null
    return fitContext(branch, { maxTokens: settings.maxTokens, count, systemMessage: chosen.systemMessage, whenFull, summary })
  }
  const wanted = await fitBy(chosen.whenFull, made)
  // One that has no room after all does not keep the reply waiting.
  const fit = made && isWithoutSummary(wanted) ? await fitBy(chosen.whenFull, { ...made, text: null }) : wanted
  if (generation.job.isStopped) return null
  if (fit.kind !== 'fits') return fit
  const { texts, ...read } = readBesides(chosen, fit)
  const parts = withNewPart(generation.shown, { modelName: model.name, seed, settings, ...chosen.preset, ...read })
  await generation.save({ ...generation.reply, contextStartId: fit.startId, parts }, repository, texts)
  const { stream } = generation
  // Of a prompt that was not counted nothing is known yet but that it is being read.
  if (fit.tokens !== null || stream.state.phase.kind !== 'reading') stream.showPhase({ kind: 'reading', done: 0, total: fit.tokens ?? 0 })
  return fit
}

/** Something is left out, and no summary is read in its place. */
const isWithoutSummary = (fit: ContextFit): boolean =>
  fit.kind === 'summaryDue' || (fit.kind === 'fits' && fit.startId !== null && fit.summary === null)

/** What a part of a reply tells of its prompt, and the texts that it names. */
function readBesides(
  { systemMessage }: ChosenGeneration,
  { isFirstKept, summary }: Fits
): Pick<ReplyPart, 'isFirstKept' | 'systemTextId' | 'summary'> & { texts: KeptText[] } {
  const system = systemMessage === null ? null : keptText(systemMessage)
  const summarized = summary && summary.text !== null ? keptText(summary.text) : null
  return {
    ...(isFirstKept && { isFirstKept }),
    ...(system && { systemTextId: system.id }),
    ...(summary && { summary: { textId: summarized?.id ?? null, startId: summary.startId } }),
    texts: [system, summarized].filter((text) => text !== null)
  }
}

/** What another model thought says nothing to this one, which may not even think: it answers anew, or goes on in the text. */
export const asReadBy = (modelName: string | undefined, reply: AssistantMessage): AssistantMessage =>
  reply.parts.at(-1)?.modelName === modelName ? reply : { ...reply, thought: null }
