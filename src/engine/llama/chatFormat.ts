import type { ChatHistoryItem, ChatWrapper, LlamaModel, LlamaText, Token } from 'node-llama-cpp'
import type { Prompt } from '../engine'
import { nativeLog } from './device'
import type { Library } from './library'

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
 * The chat template of a model. The prompt begins with one beginning-of-text token where the model asks for it, and never with two. A ChatML
 * template that adds a system message of its own is replaced by plain ChatML.
 */
export class ChatFormat {
  readonly wrapper: ChatWrapper
  readonly #model: LlamaModel

  constructor(library: Library, model: LlamaModel) {
    this.#model = model
    this.wrapper = resolveWrapper(library, model)
    const first = this.#tokenize(shortChat)
    const bos = model.tokens.bos
    if (bos === null) return
    if (first[0] === bos && first[1] === bos) startWith(this.wrapper, ({ values }) => library.LlamaText(values.slice(1)))
    else if (first[0] !== bos && model.tokens.shouldPrependBosToken)
      startWith(this.wrapper, (text) => library.LlamaText([new library.SpecialToken('BOS'), text]))
  }

  /** Ends with the model's message: empty for a new reply, or the text to continue. */
  history(prompt: Prompt): ChatHistoryItem[] {
    const items = prompt.map(({ role, text }): ChatHistoryItem => {
      if (role === 'assistant') return { type: 'model', response: text === '' ? [] : [text] }
      return { type: role, text }
    })
    return items.at(-1)?.type === 'model' ? items : [...items, { type: 'model', response: [] }]
  }

  tokens(prompt: Prompt): Token[] {
    return this.#tokenize(this.history(prompt))
  }

  #tokenize(chatHistory: ChatHistoryItem[]): Token[] {
    return this.wrapper.generateContextState({ chatHistory }).contextText.tokenize(this.#model.tokenizer)
  }
}

/**
 * The library knows the formats of many models and else renders the file's own template. That search takes most of a second, so the
 * commonest format is tried first: ChatML, also where the template would add a system message of its own.
 */
function resolveWrapper(library: Library, model: LlamaModel): ChatWrapper {
  const chatMl = new library.ChatMLChatWrapper()
  const template = model.fileInfo.metadata.tokenizer?.chat_template
  if (template?.includes('<|im_start|>') === true && !/think/i.test(template)) {
    try {
      const own = new library.JinjaTemplateChatWrapper({ template, functionCallMessageTemplate: 'noJinja' })
      if (rendered(own, longChat) === rendered(chatMl, longChat).replace(/^BOS/, '')) return chatMl
    } catch (error) {
      nativeLog.add(`a chat template that cannot be rendered: ${String(error)}`)
    }
  }
  return library.resolveChatWrapper(model, {
    customWrapperSettings: { jinjaTemplate: { trimLeadingWhitespaceInResponses: false } } // or a continued reply loses its space
  })
}

const rendered = (wrapper: ChatWrapper, chatHistory: ChatHistoryItem[]): string =>
  wrapper.generateContextState({ chatHistory }).contextText.toString()

/** Some formats write the beginning-of-text token twice, because tokenizer and template both add it; replies get worse. */
function startWith(wrapper: ChatWrapper, change: (text: LlamaText) => LlamaText): void {
  const generate = wrapper.generateContextState.bind(wrapper)
  wrapper.generateContextState = (options) => {
    const state = generate(options)
    return { ...state, contextText: change(state.contextText) }
  }
}
