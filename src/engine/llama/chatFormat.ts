import type { ChatHistoryItem, ChatWrapper, ChatWrapperGeneratedContextState, LlamaModel, LlamaText, Token } from 'node-llama-cpp'
import type { Prompt } from '../engine'
import { nativeLog } from './device'
import type { Library } from './library'
import { marksOf, plainTextWithout } from './plainText'

const shortChat: ChatHistoryItem[] = [
  { type: 'user', text: 'a' },
  { type: 'model', response: [] }
]

const longChat: ChatHistoryItem[] = [
  { type: 'system', text: 's' },
  { type: 'user', text: 'a' },
  { type: 'model', response: ['b'] },
  ...shortChat
]

/**
 * The chat template of a model: what a prompt becomes, and what ends a reply.
 * - The beginning-of-text token stands first where the vocabulary or the template asks for it, once.
 * - A system message that the template writes by itself stands there until the prompt has one.
 * - What people and the model wrote is text; only the format makes special tokens.
 * - A reply ends on a token. A trigger that is only text counts where the vocabulary has no token for it.
 */
export class ChatFormat {
  readonly wrapper: ChatWrapper
  readonly #library: Library
  readonly #model: LlamaModel
  readonly #asPlainText: (prompt: LlamaText) => LlamaText
  readonly #ownSystem: string | null
  readonly #beginsWithBos: boolean

  constructor(library: Library, model: LlamaModel) {
    this.#library = library
    this.#model = model
    this.#asPlainText = plainTextWithout(marksOf(model), library)
    const { wrapper, ownSystem, writesBos } = resolveWrapper(library, model)
    this.#ownSystem = ownSystem
    this.#beginsWithBos = model.tokens.bos !== null && (model.tokens.shouldPrependBosToken || writesBos)
    this.wrapper = wrapper
    const generate = wrapper.generateContextState.bind(wrapper)
    wrapper.generateContextState = (options) => this.#corrected(generate(options))
  }

  /** Ends with the model's message: empty for a new reply, or the text to continue. */
  history(prompt: Prompt): ChatHistoryItem[] {
    const items = prompt.map(({ role, text }): ChatHistoryItem => {
      if (role === 'assistant') return { type: 'model', response: text === '' ? [] : [text] }
      return { type: role, text }
    })
    if (this.#ownSystem !== null && items[0]?.type !== 'system') items.unshift({ type: 'system', text: this.#ownSystem })
    return items.at(-1)?.type === 'model' ? items : [...items, { type: 'model', response: [] }]
  }

  tokens(prompt: Prompt): Token[] {
    return this.wrapper.generateContextState({ chatHistory: this.history(prompt) }).contextText.tokenize(this.#model.tokenizer)
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

interface Resolved {
  wrapper: ChatWrapper
  /** What the template writes as system message where the chat has none, unless the wrapper writes it itself. */
  ownSystem: string | null
  /** Whether the template itself writes the beginning-of-text token. */
  writesBos: boolean
}

/**
 * The library knows the formats of many models and else renders the file's own template. That search takes most of a second, so the
 * commonest format is tried first: ChatML, also where the template writes a system message of its own.
 */
function resolveWrapper(library: Library, model: LlamaModel): Resolved {
  const template = model.fileInfo.metadata.tokenizer?.chat_template
  const chatMl = template?.includes('<|im_start|>') === true && !/think/i.test(template) ? asChatMl(library, template) : null
  if (chatMl) return { ...chatMl, writesBos: template?.includes('bos_token') === true }
  const wrapper = library.resolveChatWrapper(model, {
    customWrapperSettings: { jinjaTemplate: { trimLeadingWhitespaceInResponses: false } } // or a continued reply loses its space
  })
  return { wrapper, ownSystem: null, writesBos: template === undefined || writesBos(template, model) }
}

// A template may name the token or spell it.
function writesBos(template: string, { tokens }: LlamaModel): boolean {
  return template.includes('bos_token') || (tokens.bosString !== null && template.includes(tokens.bosString))
}

/** ChatML where this template is it, apart from a system message of its own; null where it is not, or cannot be rendered. */
function asChatMl(library: Library, template: string): Pick<Resolved, 'wrapper' | 'ownSystem'> | null {
  const wrapper = new library.ChatMLChatWrapper()
  const rendered = (by: ChatWrapper, chatHistory: ChatHistoryItem[]): string =>
    withoutLeadingBos(library, by.generateContextState({ chatHistory }).contextText).toString()
  try {
    const own = new library.JinjaTemplateChatWrapper({ template, functionCallMessageTemplate: 'noJinja' })
    if (rendered(own, longChat) !== rendered(wrapper, longChat)) return null
    const [ownShort, short] = [rendered(own, shortChat), rendered(wrapper, shortChat)]
    if (ownShort === short) return { wrapper, ownSystem: null }
    const ownSystem = ownShort.endsWith(short)
      ? /^<\|im_start\|>system\n(.*)<\|im_end\|>\n$/s.exec(ownShort.slice(0, -short.length))?.[1]
      : undefined
    return ownSystem === undefined ? null : { wrapper, ownSystem }
  } catch (error) {
    nativeLog.add(`a chat template that cannot be rendered: ${String(error)}`)
    return null
  }
}

function withoutLeadingBos(library: Library, text: LlamaText): LlamaText {
  const [first, ...rest] = text.values
  return first instanceof library.SpecialToken && first.value === 'BOS' ? withoutLeadingBos(library, library.LlamaText(rest)) : text
}
