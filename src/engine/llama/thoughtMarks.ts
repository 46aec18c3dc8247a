import type { ChatWrapper, LlamaText } from 'node-llama-cpp'
import { ChannelSplitter } from '../thoughts/channelSplitter'
import { TagSplitter } from '../thoughts/tagSplitter'
import type { Beginning, ThoughtSplitter } from '../thoughts/thoughtSplitter'
import type { Library } from './library'

/** How a chat format writes thoughts. */
export interface ThoughtMarks {
  /** In front of a thought, ready to be written into a prompt. */
  readonly open: LlamaText
  /** Between a thought and the text of the reply. */
  readonly close: LlamaText
  /** Written forms that tell a thought: they are read also where they are special tokens. */
  readonly texts: readonly string[]
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
export function thoughtMarksOf({ settings }: ChatWrapper, library: Library): ThoughtMarks {
  const known = settings.segments?.thought
  const special = (text: string): LlamaText => library.LlamaText([new library.SpecialTokensText(text)])
  const prefix = known && (typeof known.prefix === 'string' || library.isLlamaText(known.prefix)) ? library.LlamaText(known.prefix) : null
  const openText = prefix?.toString().trim() ?? '<think>'
  if (openText.startsWith('<|channel|>')) {
    return {
      open: special('<|channel|>analysis<|message|>'),
      close: special('<|end|><|start|>assistant<|channel|>final<|message|>'),
      texts: ['<|channel|>', '<|message|>', '<|end|>', '<|start|>'],
      opensReply: false,
      isOpenAfter: (prompt) => prompt.endsWith('<|channel|>analysis<|message|>'),
      splitter: (begins) => new ChannelSplitter(begins)
    }
  }
  const closeText = known?.suffix === undefined ? '</think>' : library.LlamaText(known.suffix).toString().trim()
  return {
    open: prefix ?? special(`${openText}\n`),
    close: special(`${closeText.startsWith('</') ? '\n' : ''}${closeText}\n\n`),
    texts: [openText, closeText],
    opensReply: known?.openOnResponseStart === true,
    isOpenAfter: (prompt) => prompt.trimEnd().endsWith(openText),
    splitter: (begins) => new TagSplitter({ open: openText, close: closeText }, begins)
  }
}
