import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../engine/engine'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { defaultChoice } from '../../../shared/domain/presets'
import { whenFullNames, type WhenFull } from '../../../shared/domain/whenFull'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { faultyStore } from '../testing/faultyStore'
import { until } from '../testing/manualClock'
import { setUpCore } from '../testing/setUpCore'

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ')

/** A chat that goes on, and what each of its turns asks of the engine and of the disk. */
async function setUp(contextSize: number, whenFull: WhenFull = 'leaveOutOldest') {
  const counted: Prompt[] = []
  const generated: Prompt[] = []
  class AskedEngine extends FakeEngine {
    override abilities(): ReturnType<FakeEngine['abilities']> {
      const { count, show } = super.abilities()
      return { count: (prompt, ...rest) => (counted.push(prompt), count(prompt, ...rest)), show }
    }
    override generate(...call: Parameters<FakeEngine['generate']>): ReturnType<FakeEngine['generate']> {
      generated.push(call[0])
      return super.generate(...call)
    }
  }
  const disk = faultyStore(memoryConversationStore())
  const core = setUpCore({ engine: () => new AskedEngine({ contextSize, reply: ['One', ' two', ' three'] }), store: disk.store })
  await core.ready()
  await core.call('conversation.choose', { conversationId: null, choice: { ...defaultChoice, whenFull } })
  let at: { conversationId: string | null; parentId: string | null } = { conversationId: null, parentId: null }
  const turn = async (text: string) => {
    for (const each of [counted, generated, disk.calls]) each.length = 0
    const sent = await core.call('generation.send', { ...at, text })
    await until(() => core.events.hasEnded(sent.generation.generationId))
    at = { conversationId: sent.conversation.id, parentId: sent.message.id }
    const last = core.events.of(sent.generation.generationId).at(-1)?.event
    if (last?.kind !== 'ended') throw new Error('Something came after the end')
    return { message: last.message, counts: counted.length, prompts: [...generated], disk: [...disk.calls] }
  }
  return { turn, bugs: core.bugs }
}

describe('the next turn of a chat', () => {
  it.each(whenFullNames)('asks the engine once and counts nothing, however long the chat is, while it fits (%s)', async (whenFull) => {
    const { turn, bugs } = await setUp(4_096, whenFull)
    await turn(words(40))
    const second = await turn(words(40))
    for (let i = 3; i <= 40; i++) {
      const { message, counts, prompts, disk } = await turn(words(40))
      expect(message.status).toEqual({ kind: 'complete', reason: 'finished' })
      expect({ counts, prompts: prompts.map((prompt) => prompt.length) }).toEqual({ counts: 0, prompts: [2 * i - 1] })
      expect(disk, 'nor is more read or written than at its second turn').toEqual(second.disk)
      expect(
        disk.filter((call) => call === 'readConversation'),
        'once to send, and once to answer'
      ).toHaveLength(2)
    }
    expect(bugs).toEqual([])
  })

  // 4,096 tokens, of which 1,024 are kept for the reply; a mark before and behind each message, and one before the reply.
  const allowed = 3_072
  const turnTokens = 400 + 2 + 3 + 2
  const roomBehind = (turns: number): number => allowed - turns * turnTokens - 3

  it('keeps the room of a reply to the token, without a count', async () => {
    const { turn } = await setUp(4_096)
    for (let i = 0; i < 7; i++) await turn(words(400))
    const last = await turn(words(roomBehind(7)))
    expect(last).toMatchObject({ counts: 0, message: { text: 'One two three', contextStartId: null } })
    expect((last.message.stats?.promptEvaluated ?? 0) + (last.message.stats?.promptReused ?? 0)).toBe(allowed)
  })

  it('is counted once the engine has refused it for its length, and something is left out', async () => {
    const { turn, bugs } = await setUp(4_096)
    for (let i = 0; i < 7; i++) await turn(words(400))
    const full = await turn(words(roomBehind(7) + 1))
    expect(full.counts).toBeGreaterThan(0)
    expect(full.prompts[0], 'what was refused').toHaveLength(15)
    expect(full.prompts[1]?.length, 'what was read').toBeLessThan(15)
    expect(full.prompts).toHaveLength(2)
    expect(full.message).toMatchObject({ text: 'One two three', status: { kind: 'complete' } })
    expect(full.message.contextStartId).not.toBeNull()
    expect(full.message.parts, 'what was refused is told of no part').toHaveLength(1)
    expect(bugs).toEqual([])
  })
})
