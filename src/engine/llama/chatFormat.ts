import type { ChatHistoryItem, ChatWrapper, ChatWrapperGeneratedContextState, LlamaModel, LlamaText } from 'node-llama-cpp'
import type { LoadedFormat, Prompt } from '../engine'
import type { Thinking } from '../../shared/domain/samplingSettings'
import { valuesRead, type TemplateValues } from '../../shared/domain/templateVariables'
import type { Library } from './library'
import { marksOf, plainTextWithout } from './plainText'
import { RecentValues } from './recentValues'
import { resolveFormat } from './resolveFormat'

/** Wrappers with values for the template's variables: what was counted is shown and generated from with the same ones. */
const WITH_VALUES = 6

/**
 * The chat template of a model: what a prompt becomes, and what ends a reply.
 * - The beginning-of-text token stands first where the vocabulary or the template asks for it, once.
 * - A system message that the template writes by itself stands there until the prompt has one.
 * - What people and the model wrote is text; only the format makes special tokens.
 * - A reply ends on a token. A trigger that is only text counts where the vocabulary has no token for it.
 */
export class ChatFormat {
  /** `on` and `off` are others than `automatic` only where the format has a switch for thoughts. */
  readonly #wrappers: Readonly<Record<Thinking, ChatWrapper>>
  readonly #wrapperWith: ReturnType<typeof resolveFormat>['wrapperWith']
  readonly #withValues = new RecentValues<ChatWrapper>(WITH_VALUES)
  /** Which format it is, and why the file's own template is not used, if that is so. */
  readonly source: LoadedFormat
  readonly #library: Library
  readonly #model: LlamaModel
  readonly #asPlainText: (prompt: LlamaText) => LlamaText
  readonly #beginsWithBos: boolean

  constructor(library: Library, model: LlamaModel) {
    this.#library = library
    this.#model = model
    this.#asPlainText = plainTextWithout(marksOf(model), library)
    const { wrappers, wrapperWith, writesBos, name, fault, templateVariables } = resolveFormat(library, model)
    this.source = { name, fault, templateVariables }
    this.#wrapperWith = wrapperWith
    this.#beginsWithBos = model.tokens.bos !== null && (model.tokens.shouldPrependBosToken || writesBos)
    const { automatic } = wrappers
    this.#correcting(automatic)
    for (const other of new Set([wrappers.on, wrappers.off])) if (other !== automatic) this.#correcting(other)
    this.#wrappers = wrappers
  }

  /** Ends with the model's message: empty for a new reply, or the text to continue. */
  history(prompt: Prompt): ChatHistoryItem[] {
    const items = prompt.map(({ role, text }): ChatHistoryItem => {
      if (role === 'assistant') return { type: 'model', response: text === '' ? [] : [text] }
      return { type: role, text }
    })
    return items.at(-1)?.type === 'model' ? items : [...items, { type: 'model', response: [] }]
  }

  /** Throws where the template cannot be rendered with these values. */
  wrapperFor(thinking: Thinking, values?: TemplateValues): ChatWrapper {
    const read = valuesRead(values, this.source.templateVariables)
    const wrapperWith = this.#wrapperWith
    if (!read || !wrapperWith) return this.#wrappers[thinking]
    return this.#withValues.get(JSON.stringify([thinking, read]), 1, () => this.#correcting(wrapperWith(thinking, read)))
  }

  /** What a person or a model wrote, for a place in a prompt: no special token comes of it. */
  plain(text: string): LlamaText {
    return this.#asPlainText(this.#library.LlamaText(text))
  }

  #correcting(wrapper: ChatWrapper): ChatWrapper {
    const generate = wrapper.generateContextState.bind(wrapper)
    wrapper.generateContextState = (options) => this.#corrected(generate(options))
    return wrapper
  }

  #corrected(state: ChatWrapperGeneratedContextState): ChatWrapperGeneratedContextState {
    const text = this.#asPlainText(withoutLeadingBos(this.#library, state.contextText))
    const contextText = this.#needsBos(text) ? this.#library.LlamaText([new this.#library.SpecialToken('BOS'), text]) : text
    return { ...state, contextText, stopGenerationTriggers: state.stopGenerationTriggers.filter((trigger) => this.#canEnd(trigger)) }
  }

  // Where the format's own first mark is the beginning-of-text token, as in SmolLM2, it is not written twice. Plain text is never a token.
  #needsBos({ values: [first] }: LlamaText): boolean {
    const { tokens, tokenizer } = this.#model
    return this.#beginsWithBos && (first === undefined || typeof first === 'string' || first.tokenize(tokenizer)[0] !== tokens.bos)
  }

  #canEnd({ values: [value, ...rest] }: LlamaText): boolean {
    if (typeof value !== 'string' || rest.length > 0) return true
    const [token, ...others] = this.#model.tokenize(value, true, 'trimLeadingSpace')
    return token === undefined || others.length > 0 || !this.#model.isSpecialToken(token)
  }
}

function withoutLeadingBos(library: Library, text: LlamaText): LlamaText {
  const [first, ...rest] = text.values
  return first instanceof library.SpecialToken && first.value === 'BOS' ? withoutLeadingBos(library, library.LlamaText(rest)) : text
}
