import type { ChatWrapper, LlamaModel } from 'node-llama-cpp'
import type { LoadedFormat } from '../engine'
import { nativeLog } from './device'
import { guessedFormats } from './guessedFormats'
import { harmonyWrapper } from './harmonyWrapper'
import type { Library } from './library'
import { templateWrapper } from './templateWrapper'

interface ResolvedFormat extends LoadedFormat {
  readonly wrapper: ChatWrapper
  /** The same for replies without a thought; null where the format has no such switch. */
  readonly withoutThinking: ChatWrapper | null
  /** Whether the template itself writes the beginning-of-text token. */
  readonly writesBos: boolean
}

/**
 * The format of a model: its file's own template where it can be rendered, else the one whose marks the vocabulary has. The library's
 * wrappers for single models are used only where a reply is made of several parts; of the others, some write another prompt than the makers do.
 */
export function resolveFormat(library: Library, model: LlamaModel): ResolvedFormat {
  const template = model.fileInfo.metadata.tokenizer?.chat_template ?? ''
  if (template.trim() === '') return guess(library, model, { kind: 'absent', detail: 'the file has no chat template' })
  try {
    const { wrapper, withoutThinking } = ofSeveralParts(library, model, template) ?? ofTemplate(library, model, template)
    return { name: 'template', fault: null, wrapper, withoutThinking, writesBos: writesBos(template, model) }
  } catch (error) {
    return guess(library, model, { kind: 'broken', detail: String(error) })
  }
}

type Wrappers = Pick<ResolvedFormat, 'wrapper' | 'withoutThinking'>

/** Replies of these models are made of channels; the library knows how to tell them apart. */
function ofSeveralParts(library: Library, model: LlamaModel, template: string): Wrappers | null {
  if (template.includes('<|channel|>') && template.includes('<|message|>'))
    return { wrapper: harmonyWrapper(library), withoutThinking: null }
  if (!/<\|channel>|<seed:think>/.test(template)) return null
  const settings = { jinjaTemplate: { trimLeadingWhitespaceInResponses: false } }
  const wrapper = library.resolveChatWrapper(model, { customWrapperSettings: settings, fallbackToOtherWrappersOnJinjaError: false })
  return { wrapper, withoutThinking: null }
}

function ofTemplate(library: Library, model: LlamaModel, template: string): Wrappers {
  const wrapper = templateWrapper(library, model, template, { thinking: true })
  const switches = template.includes('enable_thinking')
  return { wrapper, withoutThinking: switches ? templateWrapper(library, model, template, { thinking: false }) : null }
}

// A template may name the token or spell it.
function writesBos(template: string, { tokens }: LlamaModel): boolean {
  return template.includes('bos_token') || (tokens.bosString !== null && template.includes(tokens.bosString))
}

function guess(library: Library, model: LlamaModel, fault: NonNullable<ResolvedFormat['fault']>): ResolvedFormat {
  const found = { fault, withoutThinking: null, writesBos: false } // whether there is one is the tokenizer's word alone
  if (hasMarks(model, ['<|start|>', '<|channel|>', '<|message|>'])) return { ...found, name: 'harmony', wrapper: harmonyWrapper(library) }
  const isSentencePiece = model.fileInfo.metadata.tokenizer?.ggml?.model === 'llama'
  const general: ResolvedFormat = { ...found, name: 'general', wrapper: new library.GeneralChatWrapper() }
  const format = guessedFormats(isSentencePiece).find(({ marks }) => hasMarks(model, marks))
  try {
    return format ? { ...found, name: format.name, wrapper: templateWrapper(library, model, format.template, { thinking: true }) } : general
  } catch (error) {
    nativeLog.add(`the chat format ${format?.name} cannot be rendered with this vocabulary: ${String(error)}`)
    return general
  }
}

const hasMarks = (model: LlamaModel, marks: readonly string[]): boolean =>
  marks.every((mark) => model.tokenize(mark, true, 'trimLeadingSpace').length === 1)
