import type { LlamaGrammarEvaluationState, LlamaModel, SequenceEvaluateOptions, Token } from 'node-llama-cpp'
import type { GenerateOptions, GenerationResult, SeededSampling } from '../engine'
import type { GenerationMeter } from '../generationMeter'
import type { ModelHost } from './modelHost'
import type { WritingClock } from '../tuning/threads/writingClock'
import type { RenderedPrompt } from './promptRenderer'
import { ReplyWriter } from './replyWriter'
import { TokenText } from './tokenText'

/** The newest tokens of the reply in which a sequence counts as repeated. The library's default, all of them, does nothing in its version 3.21.1. */
const DRY_WINDOW = 2048

/**
 * No text ends a sequence. By the library's default a line break does: what is written again line by line, as most loops are, is then a new
 * short sequence in each line and hardly avoided.
 */
const DRY_BREAKERS: string[] = []

export interface Writing extends GenerateOptions {
  readonly settings: SeededSampling
  /** Prompt tokens that were in the KV cache before. */
  readonly promptReused: number
  /** Tokens that fit behind the prompt. */
  readonly room: number
  readonly meter: GenerationMeter
  readonly clock: WritingClock
  /** Empty; the tokens of the reply are added to it, with those that close a thought and the one that ends it. */
  readonly written: Token[]
  /** Where the text stands in its structure; null: it may be any. */
  readonly grammar: LlamaGrammarEvaluationState | null
}

type Ending = Pick<GenerationResult, 'reason' | 'repeatsFrom'>

/** Of a reply that is no loop. */
export const ended = (reason: Exclude<Ending['reason'], 'repeats'>): Ending => ({ reason, repeatsFrom: null })

/**
 * Evaluates what is left of the prompt and writes the reply behind it. The signal is looked at after each token. Returns how it ended.
 * The loop is ours and not the library's: that renders and tokenizes the prompt again, knows the thoughts of some formats only, and ends a
 * reply on the written form of a mark.
 */
export async function writeReply(host: ModelHost, prompt: RenderedPrompt, writing: Writing): Promise<Ending> {
  const { settings, room, signal, meter, clock } = writing
  const { sequence, model } = host
  const total = prompt.tokens.length
  const limit = Math.min(settings.maxTokens ?? room, room)
  const endings = prompt.endings()
  const writer = new ReplyWriter(prompt.splitter(), writing)
  const text = new TokenText(model, prompt.tokens, prompt.marks)
  const { grammar, written } = writing
  const evaluation = sequence.evaluate(prompt.tokens.slice(sequence.nextTokenIndex), {
    ...sampling(settings, written, model),
    // Thoughts are free.
    ...(grammar && { grammarEvaluationState: () => (writer.next === 'text' ? grammar : undefined) })
  })
  let inPlace: Token[] | undefined // of the token alone, for the next evaluation
  const write = (): ReturnType<typeof evaluation.next> => {
    clock.begin()
    return evaluation.next(inPlace)
  }
  try {
    for (let next = await evaluation.next(); next.done !== true; next = await write()) {
      clock.end()
      const token = next.value
      inPlace = undefined
      if (signal.aborted) return ended('stopped')
      if (written.length === 0) {
        meter.setPrompt(total, writing.promptReused)
        writing.onEvent({ kind: 'reading', done: total, total })
      }
      written.push(token)
      if (endings.isEnd(token)) break
      const added = endings.add(text.add(token))
      writer.add(added.text)
      if (added.ends) break
      if (writer.hasStopped) break
      const isLoop = writer.isLoop
      if (isLoop || written.length >= limit) {
        writer.end(endings.rest(text.end()), true)
        if (writer.hasStopped) return ended('finished')
        if (isLoop) return { reason: 'repeats', repeatsFrom: writer.repeatsFrom }
        return ended(settings.maxTokens !== null && settings.maxTokens <= room ? 'lengthLimit' : 'contextFull')
      }
      if (writer.next === 'thought' && isThoughtOver(prompt, writing)) {
        const closing = prompt.closing()
        if (written.length + closing.length >= limit) continue
        writer.closeThought()
        text.skip(closing)
        endings.rest('') // what was held back was of the thought
        written.push(...closing)
        inPlace = [token, ...closing]
      }
    }
  } finally {
    await evaluation.return()
  }
  writer.end(endings.rest(text.end()), false)
  return ended('finished')
}

/** A model that thinks although it is switched off is brought to its answer at once; a thought that is continued was wanted. */
function isThoughtOver({ begins }: RenderedPrompt, { settings, endThought, meter }: Writing): boolean {
  const budget = settings.thinking === 'off' && begins !== 'thought' ? 0 : settings.thinkingBudget
  return endThought?.aborted === true || (budget !== null && meter.figures.thoughtTokens >= budget)
}

/** `written` grows with the reply. */
function sampling(settings: SeededSampling, written: readonly Token[], model: LlamaModel): SequenceEvaluateOptions {
  const { temperature, topK, topP, minP, seed, penaltyWindow, xtcProbability, xtcThreshold } = settings
  const { repeatPenalty, frequencyPenalty, presencePenalty, dryStrength, dryAllowedLength } = settings
  const isPenalizing = repeatPenalty !== 1 || frequencyPenalty !== 0 || presencePenalty !== 0
  const known = new Map<Token, boolean>() // the whole window is asked for with each token: each kind of token is looked at once
  const isPenalized = (token: Token): boolean => {
    const answer = known.get(token) ?? mayBePenalized(token, model)
    known.set(token, answer)
    return answer
  }
  const punishTokens = (): Token[] => written.slice(-penaltyWindow).filter(isPenalized)
  return {
    temperature,
    topK,
    topP,
    minP,
    seed,
    yieldEogToken: true,
    ...(dryStrength > 0 && {
      dryRepeatPenalty: { strength: dryStrength, allowedLength: dryAllowedLength, lastTokens: DRY_WINDOW, sequenceBreakers: DRY_BREAKERS }
    }),
    ...(xtcProbability > 0 && { xtc: { probability: xtcProbability, threshold: xtcThreshold } }),
    ...(isPenalizing && {
      repeatPenalty: { penalty: repeatPenalty, frequencyPenalty, presencePenalty, punishTokens, maxPunishTokens: penaltyWindow }
    })
  }
}

const DIGITS = /^\d+$/

/** The vocabulary's line break and digits come again in every list, and in numbers such as 1969 and 100, which would be others with a penalty. */
const mayBePenalized = (token: Token, model: LlamaModel): boolean =>
  token !== model.tokens.nl && !DIGITS.test(model.detokenize([token]).trim())
