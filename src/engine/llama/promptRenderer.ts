import type { LlamaModel, LlamaText, Token, Tokenizer } from 'node-llama-cpp'
import { EngineFailure, type Prompt, type PromptMessage, type PromptRendering } from '../engine'
import type { Beginning, ThoughtSplitter } from '../thoughts/thoughtSplitter'
import type { Thinking } from '../../shared/domain/samplingSettings'
import type { ChatFormat } from './chatFormat'
import { Endings } from './endings'
import type { Library } from './library'
import { RecentValues } from './recentValues'
import { tokensOfTexts, type PlainText } from './textTokens'
import { thoughtMarksOf, type ThoughtMarks } from './thoughtMarks'

/** What a model is given for a prompt, and how what it writes is to be read. */
export interface RenderedPrompt {
  readonly tokens: readonly Token[]
  /** How many of them are of the text of each message. */
  readonly texts: readonly number[]
  endings(): Endings
  splitter(): ThoughtSplitter
  /** Where the model goes on. */
  readonly begins: Beginning
  /** What ends a thought and begins the text of the reply. */
  closing(): readonly Token[]
  /** The text of the reply that is continued; empty for a new one, and in a thought. */
  readonly begun: string
  /** Tokens of the vocabulary that are marks of thoughts, and how they are written. */
  readonly marks: ReadonlyMap<Token, string>
}

/** Prompts that are counted before one of them is generated from: a fit asks for a few. */
const PROMPTS = 8
/** UTF-16 units of text whose tokens are kept: more than any context holds. */
const TEXT = 4_000_000
/** What an entry counts besides its text. */
const ENTRY = 64

/**
 * Makes tokens of prompts. A prompt that was counted is not rendered again when it is generated from, and a text that was in an earlier
 * prompt is not tokenized again: of a chat that grows, only what is new costs time.
 */
export class PromptRenderer {
  readonly #library: Library
  readonly #model: LlamaModel
  readonly #format: ChatFormat
  readonly #rendered = new RecentValues<RenderedPrompt>(PROMPTS)
  readonly #texts = new RecentValues<Token[]>(TEXT)

  constructor(library: Library, model: LlamaModel, format: ChatFormat) {
    this.#library = library
    this.#model = model
    this.#format = format
  }

  /** Throws the EngineFailure `template` where the values for the template's variables are the cause that it cannot be rendered. */
  render(prompt: Prompt, { thinking, templateVariables }: PromptRendering = { thinking: 'automatic' }): RenderedPrompt {
    return this.#rendered.get(JSON.stringify([prompt, thinking, templateVariables]), 1, () => {
      if (!templateVariables) return this.#render(prompt, { thinking })
      try {
        return this.#render(prompt, { thinking, templateVariables })
      } catch (error) {
        this.#render(prompt, { thinking }) // throws by itself where they are not
        throw new EngineFailure('template', String(error))
      }
    })
  }

  #render(prompt: Prompt, rendering: PromptRendering): RenderedPrompt {
    const last = prompt.at(-1)
    const begun = last?.role === 'assistant' ? last : null
    const thinking = begun?.thought !== undefined && rendering.thinking === 'off' ? 'automatic' : rendering.thinking // what was thought stays, and is gone on with
    const wrapper = this.#format.wrapperFor(thinking, rendering.templateVariables)
    const marks = thoughtMarksOf(wrapper, this.#library, this.#model)
    const isBehindThought = begun?.thought !== undefined && begun.thought.text !== ''
    const asked = isBehindThought ? prompt.slice(0, -1) : prompt
    const state = wrapper.generateContextState({ chatHistory: this.#format.history(asked) })
    const isNew = isBehindThought || begun === null || begun.text === ''
    const opened = this.#opened(state.contextText, isNew ? thinking : null, marks)
    const isOpen = isNew && marks.isOpenAfter(opened.toString())
    const text = begun && isBehindThought ? this.#withThought(opened, begun, isOpen, marks) : opened
    const inReply = begun?.thought?.isOpen === true && isBehindThought ? 'thought' : 'text'
    const isClosed = isNew && thinking === 'off' && marks.isCertain && !isBehindThought
    const begins = isClosed ? marks.afterClosed : isNew && !isBehindThought ? (isOpen ? 'opened' : 'start') : inReply
    const plain: PlainText[] = []
    return {
      tokens: text.tokenize(this.#tokenizer(plain)),
      texts: tokensOfTexts(prompt, plain),
      endings: () => new Endings(this.#model, state.stopGenerationTriggers),
      splitter: () => marks.splitter(begins),
      begins,
      closing: () => marks.close.tokenize(this.#model.tokenizer),
      begun: inReply === 'text' ? (begun?.text ?? '') : '',
      marks: marks.tokens
    }
  }

  /** The opening of a new reply, with what there is of a thought in it: the mark that opens one, and the one that closes it where none is wanted. */
  #opened(prompt: LlamaText, thinking: Thinking | null, marks: ThoughtMarks): LlamaText {
    const { LlamaText } = this.#library
    const isOpen = marks.isOpenAfter(prompt.toString())
    if (thinking === 'off' && marks.isCertain) {
      const closed = marks.close.toString().trim()
      if (!isOpen && prompt.toString().trimEnd().endsWith(closed)) return prompt // by the template itself
      return LlamaText([prompt, ...(isOpen ? [] : [marks.open]), marks.close])
    }
    const opens = (thinking !== null && thinking !== 'off' && marks.opensReply) || (thinking === 'on' && marks.isCertain)
    return opens && !isOpen ? LlamaText([prompt, marks.open]) : prompt
  }

  /** The thought stands where the model wrote it. White space at its end is cut: a model does not go on behind it as it would have. */
  #withThought(prompt: LlamaText, { text, thought }: PromptMessage, isOpen: boolean, marks: ThoughtMarks): LlamaText {
    if (!thought) return prompt
    const { LlamaText } = this.#library
    const opened = LlamaText([prompt, ...(isOpen ? [] : [marks.open]), this.#format.plain(thought.text.trimEnd())])
    return thought.isOpen ? opened : LlamaText([opened, marks.close, this.#format.plain(text)])
  }

  /** The model's, with a memory. `plain` takes what it is given that is no mark, in order. */
  #tokenizer(plain: PlainText[]): Tokenizer {
    const tokenizer = this.#model.tokenizer
    const tokenize = (...call: Parameters<Tokenizer>): Token[] => {
      const [text, marks] = call as [text: string, marks?: boolean | 'builtin'] // the library's type has only one of its forms
      const tokens = this.#texts.get(JSON.stringify(call), text.length + ENTRY, () => tokenizer(...call))
      if (marks === undefined || marks === false) plain.push({ text, tokens: tokens.length })
      return tokens
    }
    return Object.assign(tokenize as Tokenizer, tokenizer)
  }
}
