import type { ChatHistoryItem, ChatModelResponse, ChatWrapper, ChatWrapperGeneratedContextState, ChatWrapperSettings } from 'node-llama-cpp'
import type { LlamaModel, LlamaText, Token } from 'node-llama-cpp'
import type { Thinking } from '../../shared/domain/samplingSettings'
import { templateValue, type TemplateValues } from '../../shared/domain/templateVariables'
import type { Library } from './library'
import { USER_DEFINED } from './plainText'

type Role = ChatHistoryItem['type']
type Jinja = InstanceType<Library['JinjaTemplateChatWrapper']>
type Given = Readonly<Record<string, unknown>>

interface Raw {
  role: string
  content: string
}

/**
 * The day that templates are told when they ask for today's: the one that Llama's own template falls back to. A date that follows the clock
 * would make the same chat another prompt tomorrow: it would be read again, and the same seed would write something else.
 */
const TODAY = { '%d': '26', '%b': 'Jul', '%B': 'July', '%m': '07', '%Y': '2024', '%H': '00', '%M': '00', '%S': '00' }
export const today = new Date(2024, 6, 26)

/** What a template may end a prompt with, so that the model begins with a thought. */
const OPEN_THOUGHT = /(?:<think>|<thought>|\[THINK\]|<\|START_THINKING\|>)\s*$/

/** A system message that a template refuses stands in front of the person's message. What the library does by itself adds words to it. */
const SYSTEM_AS_USER = { use: 'ifNeeded', format: '{{message}}' } as const

interface Telling {
  readonly thinking: Thinking
  readonly values?: TemplateValues | undefined
}

/**
 * A chat wrapper that renders the template of the file as its makers do: the messages up to the person's last one, then the opening of the
 * reply, then what there is of the reply, unchanged. What people and the model wrote is no part of what the template sees: it gets
 * placeholders, so that text stays text. Throws where the template cannot be rendered. `thinking`: what the template is told about thoughts; nothing where it
 * is `automatic`. `values`: of the variables that it reads; they are part of the template, so that a mark in them is one.
 */
export function templateWrapper(library: Library, model: LlamaModel, template: string, { thinking, values }: Telling): ChatWrapper {
  const given = givenValues(values)
  const reasoning = thinking === 'automatic' ? null : thinking === 'on'
  const jinja = parse(library, template, { tokenizer: model.tokenizer, reasoning, given })
  const trimmed = trimmedRoles(library, template, given)
  const opening = thinking === 'off' ? null : openingOf(library, jinja)
  const ends = endTriggers(library, model, jinja)

  class TemplateWrapper extends library.ChatWrapper {
    override readonly wrapperName = 'Template'
    override readonly settings = settingsOf(library, jinja, opening)

    override generateContextState({ chatHistory }: { chatHistory: readonly ChatHistoryItem[] }): ChatWrapperGeneratedContextState {
      const last = chatHistory.at(-1)
      const [before, response]: [readonly ChatHistoryItem[], ChatModelResponse['response']] =
        last?.type === 'model' ? [chatHistory.slice(0, -1), last.response] : [chatHistory, []]
      const prompt = jinja.generateContextState({ chatHistory: before.map((item) => (trimmed.has(item.type) ? trim(item) : item)) })
      const opened = opening === null ? prompt.contextText : withoutEnd(library, prompt.contextText, opening)
      return {
        contextText: library.LlamaText([opened, this.generateModelResponseText([...response])]),
        stopGenerationTriggers: ends
      }
    }
  }
  return new TemplateWrapper()
}

/** The text that the template makes of these messages as they are, marks and all: what the makers' own tools feed to a model. */
export function renderRaw(library: Library, template: string, messages: readonly Raw[], given: Given = {}): string {
  // The library puts placeholders in the messages' place, so these come by another name.
  const listed = `{% for message in messages %}{{ message.content }}{% endfor %}${SEPARATOR}{% set messages = __messages %}${template}`
  const jinja = parse(library, listed, { reasoning: true, given: { ...given, __messages: messages } })
  const { contextText } = jinja.generateContextState({ chatHistory: [{ type: 'user', text: '' }] })
  const text = contextText.values.map((value) => (typeof value === 'string' ? value : textOf(library, value))).join('')
  return text.slice(text.indexOf(SEPARATOR) + SEPARATOR.length)
}
const SEPARATOR = '\u001e'

function givenValues(values: TemplateValues = {}): Given {
  const read = Object.entries(values).map(([name, typed]) => [name, templateValue(typed)] as const)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

function textOf(library: Library, value: LlamaText['values'][number]): string {
  return value instanceof library.SpecialTokensText ? value.value : ''
}

interface Parsing {
  /** Null: the template is not told. */
  reasoning: boolean | null
  tokenizer?: LlamaModel['tokenizer']
  given: Given
}

function parse(library: Library, template: string, { reasoning, tokenizer, given }: Parsing): Jinja {
  return new library.JinjaTemplateChatWrapper({
    template: withFixedDate(template),
    functionCallMessageTemplate: 'noJinja',
    convertUnsupportedSystemMessagesToUserMessages: SYSTEM_AS_USER,
    trimLeadingWhitespaceInResponses: false,
    additionalRenderParameters: { ...given, add_generation_prompt: true },
    reasoning,
    ...(tokenizer && { tokenizer })
  })
}

function withFixedDate(template: string): string {
  if (!template.includes('strftime_now')) return template
  const replaced = Object.entries(TODAY).map(([directive, value]) => `.replace('${directive}', '${value}')`)
  return `{% macro strftime_now(format) %}{{ format${replaced.join('')} }}{% endmacro %}${template}`
}

/** Whose messages the template trims: it cannot trim a placeholder, so their texts are trimmed before. */
function trimmedRoles(library: Library, template: string, given: Given): Set<Role> {
  const roles: [Role, string][] = [['system', 'system'], ['user', 'user'], ['model', 'assistant']] // prettier-ignore
  const messages = [...roles, ['user', 'user'] as const].map(([type, role]) => ({ role, content: `\t${type}-text\t` }))
  for (const shown of [messages, messages.slice(1)]) {
    const text = rendering(library, template, shown, given)
    if (text === null) continue
    return new Set(roles.flatMap(([type]) => (text.includes(`${type}-text`) && !text.includes(`${type}-text\t`) ? [type] : [])))
  }
  return new Set()
}

/** Null where the template refuses these messages, as some do with a system message. */
function rendering(library: Library, template: string, messages: Raw[], given: Given): string | null {
  try {
    return renderRaw(library, template, messages, given)
  } catch {
    return null
  }
}

function trim(item: ChatHistoryItem): ChatHistoryItem {
  if (item.type === 'model') return { ...item, response: item.response.map((part) => (typeof part === 'string' ? part.trim() : part)) }
  return typeof item.text === 'string' ? { ...item, text: item.text.trim() } : item
}

/** The mark that opens a thought at the end of every prompt; null where there is none. */
function openingOf(library: Library, jinja: Jinja): string | null {
  const last = jinja.generateContextState({ chatHistory: [{ type: 'user', text: 'a' }] }).contextText.values.at(-1)
  return (last instanceof library.SpecialTokensText && OPEN_THOUGHT.exec(last.value)?.[0]) || null
}

function withoutEnd(library: Library, text: LlamaText, end: string): LlamaText {
  const last = text.values.at(-1)
  if (!(last instanceof library.SpecialTokensText) || !last.value.endsWith(end)) return text
  return library.LlamaText([...text.values.slice(0, -1), new library.SpecialTokensText(last.value.slice(0, -end.length))])
}

/** Where the template opens the thought, whoever writes the reply opens it: it is part of the reply then, also of one that is continued. */
function settingsOf(library: Library, jinja: Jinja, opening: string | null): ChatWrapperSettings {
  const { thought, ...segments } = jinja.settings.segments ?? {}
  const suffix = thought?.suffix ?? library.LlamaText(new library.SpecialTokensText('</think>'))
  if (opening !== null) {
    const prefix = library.LlamaText(new library.SpecialTokensText(opening))
    return { ...jinja.settings, segments: { ...segments, thought: { prefix, suffix, openOnResponseStart: true } } }
  }
  const prefix = thought?.prefix
  if (!thought || prefix === undefined || isOpenedOnStart(prefix)) return { ...jinja.settings, segments }
  return { ...jinja.settings, segments: { ...segments, thought: { prefix, suffix } } }
}

const isOpenedOnStart = (prefix: unknown): prefix is { type: 'openedOnStart' } =>
  typeof prefix === 'object' && prefix !== null && 'type' in prefix && prefix.type === 'openedOnStart'

/** What the template writes behind a reply: its first token ends one. A mark that is no token of the vocabulary ends one as text. */
function endTriggers(library: Library, model: LlamaModel, jinja: Jinja): LlamaText[] {
  const chatHistory: ChatHistoryItem[] = [
    { type: 'user', text: 'a' },
    { type: 'model', response: ['b'] }
  ]
  return jinja.generateContextState({ chatHistory }).stopGenerationTriggers.flatMap(({ values: [first] }) => {
    if (!(first instanceof library.SpecialTokensText)) return first instanceof library.SpecialToken ? [library.LlamaText(first)] : []
    const text = first.value.trim()
    const [token] = model.tokenize(text, true, 'trimLeadingSpace')
    if (token === undefined) return []
    return [
      isMark(model, token) ? library.LlamaText(new library.SpecialTokensText(model.detokenize([token], true))) : library.LlamaText(text)
    ]
  })
}

function isMark(model: LlamaModel, token: Token): boolean {
  const types: readonly number[] = model.fileInfo.metadata.tokenizer?.ggml?.token_type ?? []
  return model.isSpecialToken(token) || types[token] === USER_DEFINED
}
