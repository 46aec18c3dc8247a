import type { ChatWrapper, LlamaModel, LlamaText, Token } from 'node-llama-cpp'
import { ChannelSplitter } from '../thoughts/channelSplitter'
import { TagSplitter } from '../thoughts/tagSplitter'
import { TOKEN, type Beginning, type ThoughtSplitter } from '../thoughts/thoughtSplitter'
import type { Library } from './library'

/** How a chat format writes thoughts. */
export interface ThoughtMarks {
  /** In front of a thought, ready to be written into a prompt. */
  readonly open: LlamaText
  /** Between a thought and the text of the reply. */
  readonly close: LlamaText
  /** Marks that are tokens of the vocabulary, and how they are written: what only spells one of them is text. */
  readonly tokens: ReadonlyMap<Token, string>
  /** Whether the format is known to have thoughts: for others the marks are a guess. */
  readonly isCertain: boolean
  /** Where a reply begins behind a thought that is closed already: in a format with tags a model may open another one. */
  readonly afterClosed: Beginning
  /** Whether the prompt of a new reply needs `open` at its end, because the template leaves that to the application. */
  readonly opensReply: boolean
  /** Whether this prompt, in its written form, ends in a thought that is open. */
  isOpenAfter(prompt: string): boolean
  splitter(begins: Beginning): ThoughtSplitter
}

/**
 * The marks of a chat format as the library knows them, else `<think>` and `</think>`, which nearly all models that think were trained on,
 * also in templates that do not mention them.
 */
export function thoughtMarksOf({ settings }: ChatWrapper, library: Library, model: LlamaModel): ThoughtMarks {
  const known = settings.segments?.thought
  const special = (text: string): LlamaText => library.LlamaText([new library.SpecialTokensText(text)])
  const prefix = known && (typeof known.prefix === 'string' || library.isLlamaText(known.prefix)) ? library.LlamaText(known.prefix) : null
  const openText = prefix?.toString().trim() ?? '<think>'
  if (openText.startsWith('<|channel|>')) {
    return {
      open: special('<|channel|>analysis<|message|>'),
      close: special('<|end|><|start|>assistant<|channel|>final<|message|>'),
      tokens: tokensIn(['<|channel|>', '<|message|>', '<|end|>', '<|start|>'], model),
      isCertain: true,
      afterClosed: 'text',
      opensReply: false,
      isOpenAfter: (prompt) => prompt.endsWith('<|channel|>analysis<|message|>'),
      splitter: (begins) => new ChannelSplitter(begins, (mark) => told(mark, model))
    }
  }
  const open = told(openText, model)
  // A model of which nothing says that it thinks may be asked to write the tag. One that thinks begins a line behind it.
  const isCertain = known !== undefined || open.startsWith(TOKEN)
  const closeText = known?.suffix === undefined ? '</think>' : library.LlamaText(known.suffix).toString().trim()
  return {
    open: prefix ?? special(`${openText}\n`),
    close: special(`${closeText.startsWith('</') ? '\n' : ''}${closeText}\n\n`),
    tokens: tokensIn([openText, closeText], model),
    isCertain,
    afterClosed: 'start',
    opensReply: known?.openOnResponseStart === true,
    isOpenAfter: (prompt) => prompt.trimEnd().endsWith(openText),
    splitter: (begins) => new TagSplitter({ open: isCertain ? open : `${open}\n`, close: told(closeText, model) }, begins)
  }
}

/** The tokens of a mark that are nothing but marks: the only one it has, or special ones. */
function markTokens(mark: string, model: LlamaModel): { token: Token; text: string; isMark: boolean }[] {
  const tokens = model.tokenize(mark, true, 'trimLeadingSpace')
  return tokens.map((token) => ({
    token,
    text: model.detokenize([token], true),
    isMark: tokens.length === 1 || model.isSpecialToken(token)
  }))
}

const tokensIn = (marks: readonly string[], model: LlamaModel): Map<Token, string> =>
  new Map(marks.flatMap((mark) => markTokens(mark, model).flatMap(({ token, text, isMark }) => (isMark ? [[token, text] as const] : []))))

/** How a mark comes out of `TokenText`. */
function told(mark: string, model: LlamaModel): string {
  const tokens = markTokens(mark, model)
  return tokens.some(({ isMark }) => isMark) ? tokens.map(({ text, isMark }) => (isMark ? TOKEN + text : text)).join('') : mark
}
