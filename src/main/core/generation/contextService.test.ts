import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { whenFullNames } from '../../../shared/domain/whenFull'
import { defaultChoice } from '../../../shared/domain/presets'
import { isChatTooLong } from '../../../shared/domain/isChatTooLong'
import { promptTokensOf } from '../../../shared/domain/promptTokens'
import { setUpGenerations, setUpReady, type GenerationWorld } from '../testing/setUpGenerations'
import { until } from '../testing/manualClock'

const words = (count: number, word = 'word'): string => Array.from({ length: count }, () => word).join(' ')
const measure = ({ call }: GenerationWorld, draft: string, conversationId: string | null = null) =>
  call('context.measure', { conversationId, draft })
/** Sends and waits for the end. */
const talk = async (world: GenerationWorld, text: string, conversationId: string | null = null, parentId: string | null = null) => {
  const sent = await world.send(text, conversationId, parentId)
  return { ...sent, reply: await world.ended(sent.generation.generationId) }
}

describe('the ledger of the context', () => {
  it('says part by part what the next reply reads: the fake engine has a mark of one token before and behind each message', async () => {
    const world = await setUpReady({ contextSize: 400 })
    world.gate.open()
    const first = await talk(world, words(5))
    const { id } = first.conversation
    await world.call('conversation.choose', {
      conversationId: id,
      choice: { ...defaultChoice, systemPrompt: words(7), settings: { maxTokens: 30 } }
    })
    const ledger = await measure(world, words(11), id)
    expect(ledger).toMatchObject({ limit: 400, you: 5, replies: 3, draft: 11, kept: 30, lastUnreadId: null, isTooLong: false })
    expect(ledger?.format).toBe(7 + 4 * 2 + 1)
  })

  it('is of the empty page too, and follows what was chosen there', async () => {
    const world = await setUpReady({ contextSize: 400 })
    world.gate.open()
    expect(await measure(world, '')).toMatchObject({ you: 0, replies: 0, draft: 0, format: 3, reused: 0 })
    await world.call('conversation.choose', { conversationId: null, choice: { ...defaultChoice, systemPrompt: words(7) } })
    expect(await measure(world, 'a b')).toMatchObject({ draft: 2, format: 3 + 9 })
  })

  it('knows what is left out before it is, and what was read already', async () => {
    const world = await setUpReady({ contextSize: 100 })
    world.gate.open()
    const first = await talk(world, words(20))
    const second = await talk(world, words(20), first.conversation.id, first.reply.id)
    expect(await measure(world, words(5), first.conversation.id)).toMatchObject({ lastUnreadId: null, you: 40, reused: 53 })
    const full = await measure(world, words(40), first.conversation.id)
    expect(full).toMatchObject({ lastUnreadId: first.reply.id, you: 20, replies: 3, draft: 40 })
    expect(await measure(world, words(60), first.conversation.id)).toMatchObject({ lastUnreadId: second.reply.id, you: 0, draft: 60 })
    expect(await measure(world, words(90), first.conversation.id)).toMatchObject({
      isTooLong: true,
      draft: 90,
      lastUnreadId: second.reply.id
    })
  })

  it('counts a draft below a message without an answer by what it adds', async () => {
    const world = await setUpReady({ contextSize: 400, reply: [] })
    world.gate.open()
    const { conversation } = await talk(world, words(4))
    expect(await measure(world, words(3), conversation.id)).toMatchObject({ you: 4, draft: 3, replies: 0 })
  })

  it('says how long the new part takes to read, once the model has read enough on this computer: 1 ms a token here', async () => {
    const world = await setUpReady({ contextSize: 2_000 })
    world.gate.open()
    expect(await measure(world, words(300))).toMatchObject({ readingMs: null })
    const first = await talk(world, words(300))
    const ledger = await measure(world, words(200), first.conversation.id)
    expect(ledger?.readingMs).toBeCloseTo(promptTokensOf(ledger ?? expect.fail()) - (ledger?.reused ?? 0), 5)
  })

  it('is of the very prompt that can be shown, from the first mark to the last', async () => {
    const world = await setUpReady({ contextSize: 100 })
    world.gate.open()
    await world.call('conversation.choose', { conversationId: null, choice: { ...defaultChoice, systemPrompt: 'Be kind.' } })
    const first = await talk(world, 'Hello there')
    const pieces = await world.call('context.showPrompt', { conversationId: first.conversation.id, draft: 'And now?' })
    expect(pieces?.map(({ text }) => text).join('')).toBe(
      '<system>Be kind.<end><user>Hello there<end><assistant>One two three<end><user>And now?<end><assistant>'
    )
    expect(pieces?.filter(({ isMark }) => isMark)).toHaveLength(9)
    expect(await world.call('context.showPrompt', { conversationId: '01900000-0000-7000-8000-000000000000', draft: '' })).toBeNull()
  })

  it('is not there without a model, or for a chat that is gone', async () => {
    const world = setUpGenerations()
    expect(await measure(world, 'a')).toBeNull()
    await world.ready()
    expect(await measure(world, 'a', '01900000-0000-7000-8000-000000000000')).toBeNull()
    expect(await measure(world, 'a')).not.toBeNull()
  })

  it('reads a chat once while somebody types, and again when anything in it has changed', async () => {
    const world = await setUpReady({ contextSize: 400 })
    world.gate.open()
    const first = await talk(world, words(5))
    const { id } = first.conversation
    const reads = () => world.disk.calls.filter((method) => method === 'readConversation').length
    await measure(world, 'a', id)
    const before = reads()
    for (const draft of ['a b', 'a b c']) await measure(world, draft, id)
    expect(reads()).toBe(before)
    await talk(world, words(9), id, first.reply.id)
    expect(await measure(world, '', id)).toMatchObject({ you: 14 })
  })

  it('knows the gap behind the first turn before it is one, and the reply tells of it', async () => {
    const world = await setUpReady({ contextSize: 100 })
    world.gate.open()
    await world.call('conversation.choose', { conversationId: null, choice: { ...defaultChoice, whenFull: 'keepFirst' } })
    const first = await talk(world, words(8))
    const { id } = first.conversation
    const second = await talk(world, words(20), id, first.reply.id)
    const ledger = await measure(world, words(50), id)
    expect(ledger).toMatchObject({ firstUnreadId: second.userMessage.id, lastUnreadId: second.reply.id, you: 8, draft: 50 })
    const third = await talk(world, words(50), id, second.reply.id)
    expect(third.reply).toMatchObject({ contextStartId: third.userMessage.id, parts: [{ isFirstKept: true }] })
    expect(await world.storedReply(third.message)).toMatchObject({ parts: [{ isFirstKept: true }] })
  })

  it('leaves nothing out of a chat that is to be asked about: the message is saved, and answered once that is chosen', async () => {
    const world = await setUpReady({ contextSize: 100 })
    world.gate.open()
    await world.call('conversation.choose', { conversationId: null, choice: { ...defaultChoice, whenFull: 'ask' } })
    const first = await talk(world, words(40))
    const { id } = first.conversation
    expect(await measure(world, words(40), id)).toMatchObject({ isAsked: true, lastUnreadId: null, you: 40, draft: 40, isTooLong: false })
    const second = await talk(world, words(40), id, first.reply.id)
    expect(second.reply).toMatchObject({ text: '', status: { kind: 'failed', error: { code: 'generation.chatTooLong' } }, parts: [] })
    expect(await measure(world, '', id), 'it is not read meanwhile either').toMatchObject({ isAsked: true, lastUnreadId: null, you: 80 })
    await world.call('conversation.choose', { conversationId: id, choice: defaultChoice })
    const { generation } = await world.call('generation.continue', { conversationId: id, messageId: second.reply.id })
    await world.ended(generation.generationId)
    expect(await world.storedReply(second.message)).toMatchObject({
      text: 'One two three',
      status: { kind: 'complete' },
      contextStartId: second.userMessage.id
    })
  })

  it('says before sending exactly what the engine evaluates then, for any conversation', async () => {
    const text = fc
      .array(fc.constantFrom('a', 'bb', '\n', 'é', '😀', '<user>'), { minLength: 1, maxLength: 40 })
      .map((all) => `x${all.join(' ')}`)
    const settings = fc.record({ maxTokens: fc.option(fc.integer({ min: 1, max: 40 })) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        settings,
        fc.string({ maxLength: 20 }),
        fc.constantFrom(...whenFullNames),
        async (texts, changes, systemPrompt, whenFull) => {
          const world = await setUpReady({ contextSize: 160 })
          world.gate.open()
          await world.call('conversation.choose', {
            conversationId: null,
            choice: { ...defaultChoice, settings: changes, systemPrompt, whenFull }
          })
          let at: { id: string; leaf: string } | null = null
          for (const draft of texts) {
            const ledger = await measure(world, draft, at?.id ?? null)
            const sent = await world.send(draft, at?.id ?? null, at?.leaf ?? null)
            await until(() => world.events.hasEnded(sent.generation.generationId))
            const reply = await world.storedReply(sent.message)
            expect(ledger?.isAsked, 'it is asked exactly where that was foretold').toBe(isChatTooLong(reply ?? expect.fail()))
            if (ledger?.isAsked) return
            if (!ledger || !reply?.stats) throw new Error('It was neither measured nor read')
            const read = reply.stats.promptEvaluated + reply.stats.promptReused
            if (ledger.isSummaryDue) {
              // How long a summary becomes is known once it is made: what is said before is the most it can be.
              expect(reply.parts[0]?.summary).toBeDefined()
              expect(read).toBeLessThanOrEqual(promptTokensOf(ledger))
            } else {
              expect(promptTokensOf(ledger)).toBe(read)
              expect(ledger.reused).toBe(reply.stats.promptReused)
            }
            at = { id: sent.conversation.id, leaf: reply.id }
          }
        }
      ),
      { seed: 10, numRuns: 60 }
    )
  })
})
