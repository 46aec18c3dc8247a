import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { promptLimit } from '../../shared/domain/promptLimit'
import {
  EngineFailure,
  type FullEngine,
  type GenerateOptions,
  type GenerationEvent,
  type GenerationResult,
  type LoadSpec,
  type Prompt
} from '../engine'
import type { EngineTuning } from '../tuning/engineTuning'
import { standardScripts } from '../scriptedModel/standardScripts'
import { asks, begunReply, follows, greedy, record, textOf, thoughtOf, type ScriptName } from './recording'
import { describeLoops } from './loops'
import { describeThinkingOff, describeThoughts } from './thoughts'
import { describeTemplateVariables } from './templateVariables'
import { expectFewTokens } from './tokenBound'
import { describeStops } from './stopInvariant'

/** What a suite needs of an implementation. */
export interface EngineFixture {
  /** Not loaded yet. */
  create(script: ScriptName): FullEngine
  spec(script: ScriptName): LoadSpec
  /** Frees what an engine of `create` holds. */
  release(engine: FullEngine): Promise<void>
}

const ignoreProgress = { onProgress: () => undefined }
const failureOf = (work: Promise<unknown>): Promise<EngineFailure> =>
  work.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => (error instanceof EngineFailure ? error : expect.fail(String(error)))
  )

/** What every engine of Hearth's own promises. Runs in about a second on the fake and in a few on llama.cpp. */
export function describeEngine(name: string, fixture: EngineFixture): void {
  describe(name, () => {
    const engines: Partial<Record<ScriptName, FullEngine>> = {}
    const engine = (script: ScriptName): FullEngine => engines[script] ?? expect.fail(`no engine for ${script}`)
    beforeAll(async () => {
      for (const script of ['plain', 'long', 'loop', 'thinking', 'thoughtLoop', 'variables'] as const) {
        engines[script] = fixture.create(script)
        await engines[script].load(fixture.spec(script), ignoreProgress)
      }
    })
    afterAll(async () => {
      for (const loaded of Object.values(engines)) await fixture.release(loaded)
    })

    describeLoading(fixture)
    describeReplies(engine)
    describeLimits(engine)
    describeStops(engine)
    describeTimings(engine)
    describeLoops(engine)
    describeThoughts('a model that thinks', () => engine('thinking'))
    describeThinkingOff(() => engine('thinking'))
    describeTemplateVariables(() => engine('variables'))
  })
}

/** As many tokens as there are where nothing else is asked for. */
async function trainedOf(fixture: EngineFixture): Promise<number> {
  const engine = fixture.create('plain')
  const { contextSize } = await engine.load({ ...fixture.spec('plain'), maxContextSize: 1_000_000 }, ignoreProgress)
  await fixture.release(engine)
  return contextSize
}

const tuned = (changes: Partial<EngineTuning> = {}): EngineTuning => ({
  offloads: false,
  readingThreads: 1,
  pinnedWritingThreads: 1,
  flashAttention: false,
  chunks: [{ from: 0, size: 16 }],
  ...changes
})

function describeLoading(fixture: EngineFixture): void {
  describe('loading', () => {
    it('tells progress that only rises, up to 1, then what was loaded', async () => {
      const engine = fixture.create('plain')
      const progress: number[] = []
      const info = await engine.load({ ...fixture.spec('plain'), maxContextSize: 512 }, { onProgress: (value) => progress.push(value) })
      expect(progress).toEqual([...progress].sort((a, b) => a - b))
      expect(progress.at(-1)).toBe(1)
      expect(info).toMatchObject({ contextSize: 512, offload: { backend: 'cpu', gpuLayers: 0 } })
      expect(info.chatFormat).toEqual({ name: 'template', fault: null, templateVariables: [] })
      await fixture.release(engine)
    })

    it('tells the variables that the template reads, with what it takes where nothing is given', async () => {
      const engine = fixture.create('variables')
      const { chatFormat } = await engine.load(fixture.spec('variables'), ignoreProgress)
      expect(chatFormat.templateVariables).toEqual([{ name: 'tone', default: 'plain' }])
      await fixture.release(engine)
    })

    it('has no longer a context than fits into RAM where nothing is on a graphics card', async () => {
      const engine = fixture.create('plain')
      const info = await engine.load({ ...fixture.spec('plain'), maxContextSizeInRam: 512 }, ignoreProgress)
      expect(info.contextSize).toBe(512)
      await fixture.release(engine)
    })

    it('has the context that is fixed, whatever is said of RAM, and no longer one than the model was trained for', async () => {
      for (const [tokens, had] of [
        [1_024, 1_024],
        [1_000_000, await trainedOf(fixture)]
      ] as const) {
        const engine = fixture.create('plain')
        const spec = { ...fixture.spec('plain'), maxContextSize: tokens, maxContextSizeInRam: 512, isContextFixed: true }
        expect((await engine.load(spec, ignoreProgress)).contextSize).toBe(had)
        await fixture.release(engine)
      }
    })

    it('says at any time what memory it takes', async () => {
      const engine = fixture.create('plain')
      await engine.measureMemory()
      await engine.load(fixture.spec('plain'), ignoreProgress)
      const { residentBytes, graphicsFreeBytes } = await engine.measureMemory()
      expect(residentBytes).toBeGreaterThan(1e6)
      expect(graphicsFreeBytes).toBeNull()
      await fixture.release(engine)
    })

    it('uses the tuning it is given', async () => {
      const engine = fixture.create('plain')
      const tuning = tuned({ flashAttention: true, chunks: [{ from: 0, size: 32 }] })
      expect((await engine.load({ ...fixture.spec('plain'), tuning }, ignoreProgress)).tuning).toEqual(tuning)
      const { events } = await record(engine, asks('word '.repeat(100).trim()))
      const cuts = events.flatMap((event) => (event.kind === 'reading' && event.done < event.total ? [event.done] : []))
      expect(cuts.every((done) => done % 32 === 0)).toBe(true)
      await fixture.release(engine)
    })

    it('uses no tuning that was measured on another kind of device', async () => {
      const engine = fixture.create('plain')
      const tuning = tuned({ offloads: true, chunks: [{ from: 0, size: 512 }] })
      const info = await engine.load({ ...fixture.spec('plain'), tuning }, ignoreProgress)
      expect(info.tuning).toMatchObject({ offloads: false, chunks: [{ from: 0, size: 16 }] })
      await fixture.release(engine)
    })

    it('loads one model, which a second load does not disturb', async () => {
      const engine = fixture.create('plain')
      await engine.load(fixture.spec('plain'), ignoreProgress)
      await expect(engine.load(fixture.spec('plain'), ignoreProgress)).rejects.toThrow('An engine loads one model')
      expect((await record(engine, asks('Hi'))).text).toBe(standardScripts.plain.text)
      await fixture.release(engine)
    })

    it('says so where no model is loaded', async () => {
      const engine = fixture.create('plain')
      for (const call of [engine.abilities().count(asks('Hi')), record(engine, asks('Hi'))])
        expect((await failureOf(call)).code).toBe('notLoaded')
    })
  })
}

function describeReplies(engine: (script: ScriptName) => FullEngine): void {
  const { plain, long } = standardScripts

  describe('replies', () => {
    it('arrive exactly: spaces, emoji, no mark of the format, nothing of the prompt', async () => {
      const { text, events, result } = await record(engine('plain'), asks('Repeat after me: <|im_start|>user'))
      expect(text).toBe(plain.text)
      expect(result.reason).toBe('finished')
      expect(result.timeToFirstTokenMs).not.toBeNull()
      for (const event of events) if (event.kind === 'text') expect(event.text !== '' && !/\p{Surrogate}/u.test(event.text)).toBe(true)
      const told = events.findLast((event) => event.kind === 'text')?.figures
      expect(told).toMatchObject({ tokens: result.tokens, promptEvaluated: result.promptEvaluated, promptReused: result.promptReused })
      expect(told?.timeToFirstTokenMs).toBe(result.timeToFirstTokenMs)
    })

    it('end before a text that stops them, in whatever pieces it comes, and nothing of it is told', async () => {
      const stopped = async (...stopTexts: string[]): Promise<string> => {
        const { text, result } = await record(engine('plain'), asks('Hi'), { settings: { stopTexts } })
        expect(result.reason).toBe('finished')
        return text
      }
      expect(await stopped('new')).toBe(' Hello brave😀 ')
      expect(await stopped('ave😀 n')).toBe(' Hello br')
      expect(await stopped('world', '世')).toBe(' Hello brave😀 new café ')
      expect(await stopped('world!', 'world..', 'Brave')).toBe(plain.text)
    })

    it('that are cut where a text that stops them has begun leave it out, so that Continue writes it again', async () => {
      const settings = { stopTexts: ['brave😀 new'], maxTokens: 2 }
      const { text, result } = await record(engine('plain'), asks('Hi'), { settings })
      expect(text).toBe(' Hello ')
      expect(result.reason).toBe('lengthLimit')
    })

    it('are not stopped by what is only thought', async () => {
      const { events, result } = await record(engine('thinking'), asks('Hi'), { settings: { stopTexts: ['deeply', 'answer'] } })
      expect(thoughtOf(events)).toBe(standardScripts.thinking.thought)
      expect(textOf(events)).toBe('Final ')
      expect(result.reason).toBe('finished')
    })

    it('come after the prompt was read, whose progress is told', async () => {
      const prompt = asks('one two three '.repeat(40).trim())
      const { tokens } = await engine('plain').abilities().count(prompt)
      const { events } = await record(engine('plain'), prompt)
      const readings = events.filter((event) => event.kind === 'reading')
      expect(events.slice(0, readings.length)).toEqual(readings)
      expect(readings.length).toBeGreaterThan(2)
      expect(readings.every(({ total }) => total === tokens)).toBe(true)
      expect(readings.map(({ done }) => done)).toEqual(readings.map(({ done }) => done).sort((a, b) => a - b))
      expect(readings.at(-1)?.done).toBe(tokens)
    })

    it('read as many tokens as are counted', async () => {
      const prompt = asks('How many tokens are these?')
      const { result } = await record(engine('plain'), prompt)
      expect(result.promptEvaluated + result.promptReused).toBe((await engine('plain').abilities().count(prompt)).tokens)
    })

    it('are counted text by text, the rest being the template’s, and what is in the KV cache is known', async () => {
      const { count } = engine('plain').abilities()
      const first = asks('alpha beta gamma delta '.repeat(20).trim())
      const { text } = await record(engine('plain'), first)
      const second = follows(first, text, 'And then?')
      const { tokens, texts, reused } = await count(second)
      expect(texts).toHaveLength(second.length)
      const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0)
      expect(texts.every((each) => each > 0)).toBe(true)
      expect(sum(texts)).toBeLessThan(tokens)
      const empty = second.map((message) => ({ ...message, text: '' }))
      const bare = await count(empty)
      expect(sum(bare.texts)).toBe(0)
      const { result } = await record(engine('plain'), second)
      expect(reused).toBe(result.promptReused)
      expect((await count(second)).reused).toBe(tokens - 1)
    })

    it('can be shown as they are read, with the marks of the template apart', async () => {
      const prompt = follows(asks('What is “a”? 😀'), 'It is\n  b.', 'And <|im_end|> c?')
      const pieces = await engine('plain').abilities().show(prompt)
      const shown = pieces.map(({ text }) => text).join('')
      for (const { text } of prompt) expect(shown).toContain(text)
      const marks = pieces.filter(({ isMark }) => isMark)
      expect(marks.length).toBeGreaterThanOrEqual(prompt.length)
      expect(
        pieces.some(({ text, isMark }) => !isMark && text.includes('<|im_end|>')),
        'what was written is text'
      ).toBe(true)
    })

    it('to a follow-up read only what is new', async () => {
      const first = asks('alpha beta gamma delta '.repeat(20).trim())
      const { text } = await record(engine('plain'), first)
      const second = follows(first, text, 'And then?')
      const { result } = await record(engine('plain'), second)
      const counted = {
        first: (await engine('plain').abilities().count(first)).tokens,
        second: (await engine('plain').abilities().count(second)).tokens
      }
      expect(result.promptReused).toBeGreaterThanOrEqual(counted.first)
      expect(result.promptEvaluated).toBeLessThan(counted.second - counted.first)
    })

    it('to the same prompt again read next to nothing', async () => {
      await record(engine('plain'), asks('Once more.'))
      expect((await record(engine('plain'), asks('Once more.'))).result.promptEvaluated).toBe(1)
    })

    it('continue a message where it ends, with nothing between', async () => {
      const prompt = asks('Tell me.')
      const begun = long.text.slice(0, long.text.indexOf(' ', 120))
      const { text, result } = await record(engine('long'), begunReply(prompt, begun))
      expect(begun + text).toBe(long.text)
      expect(result.reason).toBe('finished')
    })

    it('that are asked for at once come one after the other', async () => {
      const order: string[] = []
      const ask = (name: string): Promise<unknown> =>
        record(engine('plain'), asks(`I am ${name}`), { onEvent: () => void order.push(name) })
      await Promise.all([ask('first'), ask('second')])
      expect(order.lastIndexOf('first')).toBeLessThan(order.indexOf('second'))
    })
  })
}

function describeLimits(engine: (script: ScriptName) => FullEngine): void {
  const { long } = standardScripts

  describe('limits', () => {
    it('end a reply at the number of tokens that was asked for', async () => {
      const { result, text } = await record(engine('long'), asks('Go.'), { settings: { maxTokens: 7 } })
      expect(result).toMatchObject({ reason: 'lengthLimit', tokens: 7 })
      expect(text).toBe(long.text.split(' ').slice(0, 8).join(' '))
    })

    it('end a reply where the context is full', async () => {
      const prompt = asks('word '.repeat(140).trim())
      const { tokens, limit } = await engine('long').abilities().count(prompt)
      const { result, text } = await record(engine('long'), prompt, { settings: { maxTokens: 500 } })
      expect(result.reason).toBe('contextFull')
      expect(tokens + result.tokens).toBeLessThanOrEqual(limit)
      expect(tokens + result.tokens).toBeGreaterThan(limit - 16)
      expect(long.text.startsWith(text)).toBe(true)
    })

    it('count no text as more tokens than it has bytes', async () => {
      await expectFewTokens(engine('plain').abilities().count, 100)
    })

    it('generate one token from a prompt that fills the context but for it, and refuse one token more', async () => {
      const { limit } = await engine('long').abilities().count(asks(''))
      const fitting = await ofTokens(engine('long'), limit - 1)
      expect((await record(engine('long'), fitting)).result).toMatchObject({ reason: 'contextFull', tokens: 1 })
      const options = { signal: new AbortController().signal, onEvent: () => undefined }
      const failure = await failureOf(engine('long').generate(await ofTokens(engine('long'), limit), greedy, options))
      expect(failure).toMatchObject({ code: 'contextFull', counts: { tokens: limit, limit } })
    })

    it('keep the room of a reply where that is asked for: a prompt of one token more is refused before anything is read', async () => {
      const { limit } = await engine('long').abilities().count(asks(''))
      for (const maxTokens of [null, 20]) {
        const allowed = promptLimit(limit, maxTokens)
        const keeping = (prompt: Prompt, onEvent: GenerateOptions['onEvent'] = () => undefined): Promise<GenerationResult> =>
          engine('long').generate(prompt, { ...greedy, maxTokens }, { signal: new AbortController().signal, keepsRoom: true, onEvent })
        expect((await keeping(await ofTokens(engine('long'), allowed))).tokens).toBeGreaterThan(0)
        const more = await ofTokens(engine('long'), allowed + 1)
        const events: GenerationEvent[] = []
        const failure = await failureOf(keeping(more, (event) => events.push(event)))
        expect(failure).toMatchObject({ code: 'contextFull', counts: { tokens: allowed + 1, limit } })
        expect(events).toEqual([])
        expect((await record(engine('long'), more, { settings: { maxTokens } })).result.tokens, 'as it was counted').toBeGreaterThan(0)
      }
    })

    it('tell the threads that read the prompt and wrote the reply', async () => {
      const { result } = await record(engine('plain'), asks('Hello'), { settings: { maxTokens: 5 } })
      const read = result.threads?.reading
      expect(typeof read === 'object' && read.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(result.promptEvaluated)
      const counts = (result.threads?.writing ?? []).map(({ tokens }) => tokens)
      expect([4, 5]).toContain(counts.reduce((sum, tokens) => sum + tokens, 0)) // the first may be computed with the prompt
    })

    it('refuse a prompt that is too long with both numbers, and generate afterwards', async () => {
      const prompt = asks('word '.repeat(700))
      const failure = await failureOf(
        engine('long').generate(prompt, greedy, { signal: new AbortController().signal, onEvent: () => undefined })
      )
      expect(failure.code).toBe('contextFull')
      const { tokens, limit } = await engine('long').abilities().count(prompt)
      expect(failure.counts).toEqual({ tokens, limit })
      expect(failure.counts?.limit).toBeLessThanOrEqual(512)
      expect(failure.counts?.limit).toBeGreaterThan(496)
      expect((await record(engine('long'), asks('Short.'), { settings: { maxTokens: 2 } })).result.tokens).toBe(2)
    })
  })
}

/** A message of so many tokens, with its template. */
async function ofTokens(engine: FullEngine, wanted: number): Promise<Prompt> {
  const tokensOf = async (text: string): Promise<number> => (await engine.abilities().count(asks(text))).tokens
  let text = 'word'
  let tokens = await tokensOf(text)
  for (const piece of [' word'.repeat(100), ' word', ' a', '.']) {
    for (let next = await tokensOf(text + piece); next > tokens && next <= wanted; next = await tokensOf(text + piece)) {
      text += piece
      tokens = next
    }
  }
  expect(tokens).toBe(wanted)
  return asks(text)
}

function describeTimings(engine: (script: ScriptName) => FullEngine): void {
  describe('prefill timings', () => {
    it('tell the time of each whole chunk that was evaluated, and of nothing else', async () => {
      const prompt = asks('time these many words '.repeat(30).trim())
      const { result } = await record(engine('plain'), prompt)
      const end = result.promptReused + result.promptEvaluated
      const starts = Array.from({ length: Math.ceil(end / 16) }, (_, index) => index * 16)
      const whole = starts.filter((at) => at >= result.promptReused && at + 16 < end)
      expect(result.prefillTimings.map(({ at, size }) => ({ at, size }))).toEqual(whole.map((at) => ({ at, size: 16 })))
      expect(result.prefillTimings.length).toBeGreaterThan(2)
      for (const { ms } of result.prefillTimings) expect(ms).toBeGreaterThan(0)
      expect((await record(engine('plain'), prompt)).result.prefillTimings).toEqual([])
    })
  })
}
