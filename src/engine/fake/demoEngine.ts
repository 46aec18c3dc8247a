import { setTimeout as wait } from 'node:timers/promises'
import type { TemplateValues } from '../../shared/domain/templateVariables'
import { EngineFailure, type FullEngine, type GraphicsCard, type LoadedInfo, type LoadOptions, type LoadSpec, type Prompt } from '../engine'
import type { LoadedFormat } from '../engine'
import { FakeEngine, type FakeStep } from './fakeEngine'
import { wordsOf } from './fakeTokens'
import { formattedReply } from './formattedReply'

// The scripted engine of `npm run dev:fake` and of stories about the window. Loading takes about 1.5 s, writing about 60 tokens a
// second. The first word of the person's message chooses what happens:
//
//   /long [n]    n words, 1,200 by default, for scrolling and for Stop
//   /fail        fails after a dozen words
//   /crash       the process dies after a dozen words
//   /slow-read   reads 3,000 tokens in about 10 s before it writes
//   /hang        writes no more after a dozen words and ignores Stop
//   /loop        the same sentence over and over, written fast
//   /full        the context is full after about 1,200 words, written fast
//   /empty       a reply without text
//   /think [n]   thinks n words, 120 by default, before it replies
//   /only-think  thinks and does not reply
//   /formatted   everything that Markdown has, written fast
//   /table [n]   a table of n rows, 40 by default, written fast
//   /list [n]    a list of n numbered items, 40 by default, written fast
//   /shapes      line breaks, indents, emoji of many parts, combining characters, right-to-left text
//
// Its template reads two variables; one of them, `reasoning_effort`, takes low, medium and high alone.
//
// No context of more than 16,384 tokens fits. A model file whose name contains `broken` or `huge` does not load: damaged, or too large for the memory. One whose name contains `offcard`
// loads on the CPU, because the graphics card fails with it.

const CONTEXT = 8192
/** Of every model. Where more tokens than fit are chosen, the load fails. */
const TRAINED = 32_768
const FITTING = 16_384
const LOAD_STEPS = 30
const LOAD_STEP_MS = 50
const TOKEN_MS = 16
const READ_STEP_MS = 53 // 16 tokens at 300 tokens a second
const SLOW_TOKENS = 3000
/** Tokens that `/full` leaves for its reply. */
const FULL_ROOM = 1250
const LATE = 12
const CARD: GraphicsCard = { name: 'NVIDIA GeForce RTX 4060', backend: 'cuda' }

const sentences = [
  'Lorem ipsum dolor sit amet 🔥, consectetur adipiscing elit.',
  'Sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.',
  'Ut enim ad minim veniam, quis nostrud 🌿 exercitation ullamco laboris.',
  'Duis aute irure dolor in reprehenderit in voluptate velit esse 👩‍🚀.'
]
const shapes =
  'Two lines:\n  indented by two\n\tindented by a tab\n\nFamily 👩‍👩‍👧‍👦, flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿, e\u0301 and ñ, שלום עולם, 漢字かな. 1 < 2 && "quoted".\n'

const commandOf = (prompt: Prompt): string => wordsOf(prompt.findLast(({ role }) => role === 'user')?.text ?? '')[0]?.trim() ?? ''

const lengthAskedFor = (prompt: Prompt, otherwise: number): number =>
  Number(wordsOf(prompt.findLast(({ role }) => role === 'user')?.text ?? '')[1]?.trim()) || otherwise

/** So many of these words, over and over. Paragraphs from the second on begin with their number, or they would be a loop. */
const inParagraphs = (all: readonly string[], words: number): readonly string[] =>
  Array.from({ length: words }, (_, index) => {
    const word = all[index % all.length] ?? ''
    if (index > 0 && index % all.length === 0) return `\n\n(${index / all.length + 1}) ${word}`
    return word
  })

const lively = (words: number): readonly string[] => inParagraphs(wordsOf(sentences.join(' ')), words)

const loop = (): readonly string[] => wordsOf(`${sentences.join(' ')}\n\n${`${sentences[1]} `.repeat(200)}`)

const considering = [
  'The question is short, so the answer can be short as well.',
  'First what is asked for, then what would be of use beyond it.',
  'Two examples come to mind; the second one is easier to picture.'
]

const table = (rows: number): readonly string[] =>
  wordsOf(
    `| tree | height | grows |\n|---|--:|---|\n${Array.from({ length: rows }, (_, row) => `| Oak ${row} | ${row % 40} m | slowly |`).join('\n')}`
  )

const list = (items: number): readonly string[] =>
  wordsOf(Array.from({ length: items }, (_, item) => `${item + 1}. Oak ${item}`).join('\n'))

const isThinking = (prompt: Prompt): boolean => ['/think', '/only-think'].includes(commandOf(prompt))

function thought(prompt: Prompt): readonly string[] {
  return isThinking(prompt) ? inParagraphs(wordsOf(considering.join(' ')), lengthAskedFor(prompt, 120)) : []
}

function reply(prompt: Prompt): readonly string[] {
  switch (commandOf(prompt)) {
    case '/empty':
    case '/only-think':
      return []
    case '/formatted':
      return wordsOf(formattedReply)
    case '/table':
      return table(lengthAskedFor(prompt, 40))
    case '/list':
      return list(lengthAskedFor(prompt, 40))
    case '/shapes':
      return wordsOf(shapes)
    case '/full':
      return lively(CONTEXT)
    case '/loop':
      return loop()
    case '/long':
      return lively(lengthAskedFor(prompt, 1200))
    case '/hang':
      return lively(1200)
    default:
      return lively(90)
  }
}

/** Two commands count as many tokens, so that what depends on them can be seen without writing long messages. */
function tokenize(text: string): readonly string[] {
  const words = wordsOf(text)
  const command = words[0]?.trim()
  const many = command === '/slow-read' ? SLOW_TOKENS : command === '/full' ? CONTEXT - FULL_ROOM : 0
  return [...Array.from({ length: many }, () => command ?? ''), ...words]
}

const isFast = (prompt: Prompt): boolean => ['/full', '/loop', '/formatted', '/table', '/list'].includes(commandOf(prompt))

async function step(step: FakeStep): Promise<void> {
  switch (step.kind) {
    case 'load':
      return wait(LOAD_STEP_MS)
    case 'read':
      return wait(isFast(step.prompt) ? 1 : READ_STEP_MS)
    case 'write':
      await wait(isFast(step.prompt) ? 1 : TOKEN_MS)
      if (step.index === LATE) await misbehave(commandOf(step.prompt))
  }
}

async function misbehave(command: string): Promise<void> {
  if (command === '/fail') throw new EngineFailure('failed', 'asked for by /fail')
  if (command === '/crash') process.kill(process.pid, 'SIGKILL')
  if (command === '/hang') await new Promise(() => undefined)
}

const chatFormat: LoadedFormat = {
  name: 'template',
  fault: null,
  templateVariables: [
    { name: 'reasoning_effort', default: 'medium' },
    { name: 'custom_instructions', default: null }
  ]
}

const refuses = ({ reasoning_effort: effort }: TemplateValues): boolean =>
  effort !== undefined && !['low', 'medium', 'high'].includes(effort)

class DemoEngine extends FakeEngine {
  override async load(spec: LoadSpec, options: LoadOptions): Promise<LoadedInfo> {
    if (spec.path.includes('broken')) throw new EngineFailure('invalidFile', `asked for by the name of ${spec.path}`)
    if (spec.path.includes('huge')) throw new EngineFailure('insufficientMemory', `asked for by the name of ${spec.path}`)
    const info = await super.load(spec, options)
    if (!spec.path.includes('offcard') || spec.gpu === 'off' || spec.avoidCard !== undefined) return info
    return { ...info, graphicsFailure: { card: CARD, because: 'fault', detail: `asked for by the name of ${spec.path}` } }
  }
}

export const createDemoEngine = (): FullEngine =>
  new DemoEngine({
    reply,
    thought,
    tokenize,
    step,
    chatFormat,
    refuses,
    contextSize: TRAINED,
    fittingContextSize: FITTING,
    loadSteps: LOAD_STEPS
  })
