import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeEngine, type FakeOptions } from '../../../engine/fake/fakeEngine'
import type { Engine } from '../../../engine/engine'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import type { ConversationStore } from '../conversations/conversationStore'
import { othersFirst, until } from '../testing/manualClock'
import { asOpened, setUpCore } from '../testing/setUpCore'

const RUNS = process.env.HEARTH_FAULTS === 'full' ? 2_000 : 200

/** What happens before each piece of the thought and of the text: time passes, the person presses Stop, or the engine dies. */
type Before = { ms: number; happens: 'nothing' | 'stop' | 'death' }
interface Script {
  pieces: { text: string; before: Before }[]
  /** So many of the pieces are thought first. */
  thoughts: number
  /** Presses Stop once more after the last piece, while the end is being saved. */
  stopsLate: boolean
}

const piece = fc.record({
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  before: fc.record({
    ms: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 600 })),
    happens: fc.oneof(
      { weight: 20, arbitrary: fc.constant('nothing' as const) },
      { weight: 1, arbitrary: fc.constant('stop' as const) },
      { weight: 1, arbitrary: fc.constant('death' as const) }
    )
  })
})
const script: fc.Arbitrary<Script> = fc.record({
  pieces: fc.array(piece, { maxLength: 40 }),
  thoughts: fc.oneof(fc.constant(0), fc.nat(40)),
  stopsLate: fc.boolean()
})

interface Heard {
  thought: string[]
  text: string[]
}

/**
 * Passes the events on, and one of each kind more after Stop, as an engine that sees the signal late; `heard`: what was reported before
 * `isClosed`.
 */
function overheard(engine: Engine, isClosed: () => boolean, heard: Heard): Engine {
  return {
    load: (spec, options) => engine.load(spec, options),
    measureMemory: () => engine.measureMemory(),
    abilities: () => engine.abilities(),
    generate: async (prompt, settings, options) => {
      const result = await engine.generate(prompt, settings, {
        ...options,
        onEvent: (event) => {
          if (event.kind !== 'reading' && !isClosed()) heard[event.kind].push(event.text)
          options.onEvent(event)
        }
      })
      if (options.signal.aborted) for (const kind of ['thought', 'text'] as const) options.onEvent({ kind, text: 'late', figures: result })
      return result
    }
  }
}

/** A disk on which growing text takes its time: a save in flight must not overtake the final one. */
function slowDisk(store: ConversationStore): ConversationStore {
  return {
    ...store,
    saveReplyText: async (id, text, thought) => {
      for (let turn = 0; turn < 5; turn++) await othersFirst()
      await store.saveReplyText(id, text, thought)
    }
  }
}

async function run({ pieces, thoughts, stopsLate }: Script) {
  const heard: Heard = { thought: [], text: [] }
  let isClosed = false
  let generationId = ''
  const stop = async () => {
    isClosed = true
    await core.call('generation.stop', { generationId })
  }
  const options: FakeOptions = {
    thought: pieces.slice(0, thoughts).map(({ text }) => text),
    reply: pieces.slice(thoughts).map(({ text }) => text),
    step: async (step) => {
      if (step.kind !== 'write') return
      const { ms, happens } = pieces[step.index]?.before ?? { ms: 0, happens: 'nothing' }
      await core.clock.advance(ms)
      if (happens === 'stop') await stop()
      if (happens === 'death') {
        isClosed = true
        core.launcher.last.die()
        await othersFirst()
      }
    }
  }
  const memory = memoryConversationStore()
  const store = slowDisk(memory)
  const openStore = () => Promise.resolve(asOpened(memory, { store }))
  const core = setUpCore({ store: memory, openStore, engine: () => overheard(new FakeEngine(options), () => isClosed, heard) })
  await core.ready()
  const sent = await core.call('generation.send', { conversationId: null, parentId: null, text: 'Hello' })
  generationId = sent.generation.generationId
  if (stopsLate) void until(() => heard.thought.length + heard.text.length === pieces.length).then(stop, () => undefined)
  await until(() => core.events.hasEnded(generationId))
  await core.clock.advance(1_000) // nothing may come late
  const row = (await store.readConversation(sent.conversation.id))?.messages.find(({ id }) => id === sent.message.id)
  return {
    heard: { thought: heard.thought.join(''), text: heard.text.join('') },
    row,
    events: core.events,
    generationId,
    messageId: sent.message.id,
    bugs: core.bugs
  }
}

describe('the stream rules, whatever the engine says and whenever Stop is pressed', () => {
  it('thought and text on the screen = on the disk = as the engine reported them; one end; no gap; nothing after the end', async () => {
    const ways = new Map<string, number>()
    let thinking = 0
    await fc.assert(
      fc.asyncProperty(script, async (given) => {
        const { heard, row, events, generationId, messageId, bugs } = await run(given)
        expect(row?.text).toBe(heard.text)
        expect(row?.role === 'assistant' && (row.thought?.text ?? '')).toBe(heard.thought)
        expect(events.shown(messageId)).toEqual(heard)

        const stream = events.of(generationId)
        expect(stream.map(({ sequence }) => sequence)).toEqual(stream.map((_, place) => place + 1))
        expect(stream.filter(({ event }) => event.kind === 'ended')).toHaveLength(1)
        expect(stream.at(-1)?.event).toEqual({ kind: 'ended', message: row })
        const stopping = stream.findIndex(({ event }) => event.kind === 'phase' && event.phase.kind === 'stopping')
        if (stopping >= 0) expect(stream.slice(stopping + 1).map(({ event }) => event.kind)).toEqual(['ended'])

        const [thoughts, deltas] = [events.thoughtsOf(generationId), events.deltasOf(generationId)]
        expect([...thoughts, ...deltas]).not.toContain('')
        expect(heard.thought.startsWith(thoughts.join(''))).toBe(true)
        expect(heard.text.startsWith(deltas.join(''))).toBe(true)
        if (heard.thought !== '') thinking += 1
        expect(bugs).toEqual([])
        const way = row?.role === 'assistant' ? row.status.kind : 'gone'
        ways.set(way, (ways.get(way) ?? 0) + 1)
      }),
      { seed: 11, numRuns: RUNS }
    )
    // The invariant was tested only if every way in which a reply can end occurred.
    expect([...ways.keys()].sort()).toEqual(['complete', 'failed', 'stopped'])
    expect(thinking).toBeGreaterThan(RUNS / 4)
  })
})
