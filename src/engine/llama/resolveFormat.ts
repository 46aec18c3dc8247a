import type { ChatWrapper, LlamaModel } from 'node-llama-cpp'
import type { Thinking } from '../../shared/domain/samplingSettings'
import type { TemplateValues } from '../../shared/domain/templateVariables'
import type { LoadedFormat } from '../engine'
import { nativeLog } from './device'
import { guessedFormats } from './guessedFormats'
import { harmonyWrapper } from './harmonyWrapper'
import type { Library } from './library'
import { templateVariablesOf } from './templateVariables'
import { templateWrapper } from './templateWrapper'

interface ResolvedFormat extends LoadedFormat {
  /** The same one for all three where the format has no switch for thoughts. */
  readonly wrappers: Readonly<Record<Thinking, ChatWrapper>>
  /** Another one, for the template with these values; null where the format has no variables. Throws where it cannot be rendered with them. */
  readonly wrapperWith: ((thinking: Thinking, values: TemplateValues) => ChatWrapper) | null
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
    const found = { name: 'template', fault: null, writesBos: writesBos(template, model) } as const
    const several = ofSeveralParts(library, model, template)
    return several ? { ...found, ...withoutVariables, wrappers: always(several) } : { ...found, ...ofTemplate(library, model, template) }
  } catch (error) {
    return guess(library, model, { kind: 'broken', detail: String(error) })
  }
}

type Wrappers = ResolvedFormat['wrappers']
const withoutVariables = { templateVariables: [], wrapperWith: null } as const
const always = (wrapper: ChatWrapper): Wrappers => ({ automatic: wrapper, on: wrapper, off: wrapper })

/** Replies of these models are made of channels; the library knows how to tell them apart. */
function ofSeveralParts(library: Library, model: LlamaModel, template: string): ChatWrapper | null {
  if (template.includes('<|channel|>') && template.includes('<|message|>')) return harmonyWrapper(library)
  if (!/<\|channel>|<seed:think>/.test(template)) return null
  const settings = { jinjaTemplate: { trimLeadingWhitespaceInResponses: false } }
  return library.resolveChatWrapper(model, { customWrapperSettings: settings, fallbackToOtherWrappersOnJinjaError: false })
}

type OfTemplate = Pick<ResolvedFormat, 'wrappers' | 'templateVariables' | 'wrapperWith'>

function ofTemplate(library: Library, model: LlamaModel, template: string): OfTemplate {
  const hasSwitch = template.includes('enable_thinking')
  const wrapper = (thinking: Thinking, values?: TemplateValues): ChatWrapper =>
    templateWrapper(library, model, template, { thinking: hasSwitch ? thinking : 'automatic', values })
  return {
    wrappers: hasSwitch ? { automatic: wrapper('automatic'), on: wrapper('on'), off: wrapper('off') } : always(wrapper('automatic')),
    templateVariables: templateVariablesOf(template),
    wrapperWith: wrapper
  }
}

// A template may name the token or spell it.
function writesBos(template: string, { tokens }: LlamaModel): boolean {
  return template.includes('bos_token') || (tokens.bosString !== null && template.includes(tokens.bosString))
}

function guess(library: Library, model: LlamaModel, fault: NonNullable<ResolvedFormat['fault']>): ResolvedFormat {
  const found = { fault, ...withoutVariables, writesBos: false } // whether there is one is the tokenizer's word alone
  if (hasMarks(model, ['<|start|>', '<|channel|>', '<|message|>']))
    return { ...found, name: 'harmony', wrappers: always(harmonyWrapper(library)) }
  const isSentencePiece = model.fileInfo.metadata.tokenizer?.ggml?.model === 'llama'
  const general: ResolvedFormat = { ...found, name: 'general', wrappers: always(new library.GeneralChatWrapper()) }
  const format = guessedFormats(isSentencePiece).find(({ marks }) => hasMarks(model, marks))
  try {
    if (!format) return general
    return { ...found, name: format.name, wrappers: always(templateWrapper(library, model, format.template, { thinking: 'automatic' })) }
  } catch (error) {
    nativeLog.add(`the chat format ${format?.name} cannot be rendered with this vocabulary: ${String(error)}`)
    return general
  }
}

const hasMarks = (model: LlamaModel, marks: readonly string[]): boolean =>
  marks.every((mark) => model.tokenize(mark, true, 'trimLeadingSpace').length === 1)
