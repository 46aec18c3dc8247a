import path from 'node:path'
import { chatMlWithTone, thinking, thinkingOpened } from './chatTemplates'
import { writeScript, type ScriptOptions } from './scriptedModel'
import { byteTokensOf, SPACE, TURN_END } from './vocabulary'

const wordOf = (index: number): string => {
  const letter = (value: number): string => String.fromCharCode(97 + (value % 26))
  return `w${letter(index)}${letter(Math.floor(index / 26))}${letter(index % 7)}`
}

const spoken = (words: readonly string[]): string[] => words.map((word) => SPACE + word)
const longWords = Array.from({ length: 400 }, (_, index) => wordOf(index))

const loop = { before: ['First', 'comes', 'this.'], segment: ['Round', 'and', 'round', 'we', 'go', 'again.'] }

const thought = {
  tokens: ['pondering', ...spoken(['this', 'deeply'])],
  reply: ['Final', `${SPACE}answer.`],
  told: { thought: 'pondering this deeply', text: 'Final answer.' }
}

interface Script {
  tokens: readonly string[]
  /** What the model thinks before. */
  thought?: string
  /** What a reader gets; of a model that never ends, more than any test waits for. */
  text: string
  options?: ScriptOptions
}

/** Scripts that the engine's tests share. */
export const standardScripts = {
  /** An emoji that is spread over four byte tokens, and characters of two and three bytes. */
  plain: {
    tokens: [...spoken(['Hello', 'brave']), ...byteTokensOf('😀'), ...spoken(['new', 'café', '世界', 'world.']), TURN_END],
    text: ' Hello brave😀 new café 世界 world.'
  },
  /** Writes a thought before the reply, between marks that the library finds in the template. */
  thinking: {
    tokens: ['<think>', '<0x0A>', ...thought.tokens, '\n', '</think>', ...thought.reply, TURN_END],
    ...thought.told,
    options: { chatTemplate: thinking, startsAfter: ':', userDefined: ['<think>', '</think>'] }
  },
  /** The same with a template that knows nothing of thoughts and a vocabulary that spells their marks. */
  thinkingInText: {
    tokens: ['<th', 'ink', '>', '<0x0A>', ...thought.tokens, '</', 'think>', ...thought.reply, TURN_END],
    ...thought.told
  },
  /** The same with a template that opens the thought itself. */
  thinkingOpened: {
    tokens: [...thought.tokens, '<0x0A>', '</think>', ...thought.reply, TURN_END],
    ...thought.told,
    options: { chatTemplate: thinkingOpened, userDefined: ['<think>', '</think>'] }
  },
  /** Its template reads a variable. */
  variables: { tokens: [...spoken(['As', 'you', 'wish.']), TURN_END], text: ' As you wish.', options: { chatTemplate: chatMlWithTone } },
  /** Breaks an emoji off after two of its four bytes. */
  badBytes: { tokens: [...spoken(['ok']), '<0xF0>', '<0x9F>', ...spoken(['broken', 'end']), TURN_END], text: ' ok broken end' },
  /** 400 words, in a context of 512 tokens. */
  long: { tokens: [...spoken(longWords), TURN_END], text: longWords.map((word) => ` ${word}`).join(''), options: { contextLength: 512 } },
  /** The same six words for ever, after three others. */
  loop: {
    tokens: spoken([...loop.before, ...loop.segment]),
    text: [...loop.before, ...Array.from({ length: 500 }, () => loop.segment).flat()].map((word) => ` ${word}`).join(''),
    options: { loopsTo: loop.before.length }
  },
  /** The same six words for ever in a thought, after one other, in a context of 2048 tokens. */
  thoughtLoop: {
    tokens: ['<think>', '<0x0A>', 'First', ...spoken(loop.segment)],
    thought: [
      'First',
      ...Array.from({ length: 500 }, () => loop.segment)
        .flat()
        .map((word) => ` ${word}`)
    ].join(''),
    text: '',
    options: { chatTemplate: thinking, startsAfter: ':', userDefined: ['<think>', '</think>'], loopsTo: 3, contextLength: 2048 }
  }
} satisfies Record<string, Script>

/** Writes one of them into a folder and returns its path. */
export function writeStandardScript(folder: string, name: keyof typeof standardScripts): string {
  const script: Script = standardScripts[name]
  const file = path.join(folder, `${name}.gguf`)
  writeScript(file, script.tokens, script.options)
  return file
}
