import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../engine/engine'
import { StorageFailure } from '../errors/storageFailure'
import { setUpGenerations, setUpReady, type GenerationWorld } from '../testing/setUpGenerations'

const textsOf = (prompt: Prompt | undefined): string[] => prompt?.map(({ text }) => text) ?? []

describe('taking back a message that waits', () => {
  it('gives the text of one that is taken back to the draft', async () => {
    const { send, call, ended, stored, disk, events } = await setUpReady()
    const first = await send('First')
    const second = await send('Second', first.conversation.id, first.message.id)
    await call('conversation.saveDraft', { conversationId: first.conversation.id, text: 'Being written' })
    const { generationId } = second.generation
    expect(await call('generation.remove', { generationId })).toEqual({ draft: 'Being written\n\nSecond' })
    expect((await stored(first.conversation.id)).map(({ id }) => id)).toEqual([first.userMessage.id, first.message.id])
    expect((await disk.store.readConversation(first.conversation.id))?.conversation.activeLeafId).toBe(first.message.id)
    expect(await disk.store.readDraft(first.conversation.id)).toBe('Being written\n\nSecond')
    expect(events.payloads('message.removed')).toEqual([
      { conversationId: first.conversation.id, messageIds: [second.userMessage.id, second.message.id] }
    ])
    await ended(generationId)
    expect(await call('generation.remove', { generationId })).toEqual({ draft: null })
  })

  it('takes back another variant without its question', async () => {
    const { send, call, stored } = await setUpReady()
    const { conversation, userMessage, message } = await send('Hello')
    const again = await call('generation.start', { conversationId: conversation.id, parentId: userMessage.id })
    expect(await call('generation.remove', again.generation)).toEqual({ draft: null })
    expect((await stored(conversation.id)).map(({ id }) => id)).toEqual([userMessage.id, message.id])
  })

  it('moves what waits below one that is taken back up into its place, and the model never reads it', async () => {
    const { send, call, gate, ended, stored, prompts, events } = await setUpReady()
    const first = await send('First')
    const { id } = first.conversation
    const second = await send('Second', id, first.message.id)
    const third = await send('Third', id, second.message.id)
    expect(await call('generation.remove', second.generation)).toEqual({ draft: 'Second' })
    const moved = { ...third.userMessage, parentId: first.message.id }
    const left = await stored(id)
    expect(left.map((message) => message.id)).toEqual([first.userMessage, first.message, moved, third.message].map((message) => message.id))
    expect(left[2]).toEqual(moved)
    const told = events.all.map(({ name }) => name)
    expect(told.lastIndexOf('message.saved'), 'before what it hung from is gone').toBeLessThan(told.lastIndexOf('message.removed'))
    gate.open()
    expect(await ended(third.generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
    expect(textsOf(prompts.at(-1))).toEqual(['First', 'One two three', 'Third'])
  })

  it('begins the conversation with what waited below the first message, when that is taken back', async () => {
    const { send, call, stored } = await setUpReady()
    await send('Elsewhere')
    const second = await send('Second')
    const { id } = second.conversation
    const third = await send('Third', id, second.message.id)
    expect(await call('generation.remove', second.generation)).toEqual({ draft: 'Second' })
    expect(await stored(id)).toEqual([{ ...third.userMessage, parentId: null }, third.message])
  })

  it('stops another variant that others were sent below, and keeps it', async () => {
    const { send, call, ended, stored } = await setUpReady()
    const { conversation, userMessage } = await send('First')
    const again = await call('generation.start', { conversationId: conversation.id, parentId: userMessage.id })
    await send('Second', conversation.id, again.message.id)
    expect(await call('generation.remove', again.generation)).toEqual({ draft: null })
    expect(await ended(again.generation.generationId)).toMatchObject({ status: { kind: 'stopped' } })
    expect(await stored(conversation.id)).toHaveLength(5)
  })

  it('keeps one in the queue that the disk does not let go', async () => {
    const { send, refusal, gate, ended, disk } = await setUpReady()
    await send('First')
    const second = await send('Second')
    disk.faults.set('removeMessages', new StorageFailure('diskFull', '13'))
    const { generationId } = second.generation
    expect(await refusal('generation.remove', { generationId })).toMatchObject({ code: 'storage.diskFull' })
    gate.open()
    expect(await ended(generationId)).toMatchObject({ status: { kind: 'complete' } })
  })
})

describe('changing a message that waits', () => {
  it('replaces its text, and that is what the model reads', async () => {
    const { send, call, gate, ended, stored, prompts, events } = await setUpReady()
    const first = await send('First')
    const { id } = first.conversation
    const second = await send('Second', id, first.message.id)
    const changed = { ...second.userMessage, text: 'Second, changed' }
    expect(await call('generation.edit', { ...second.generation, text: 'Second, changed' })).toEqual(changed)
    expect(events.payloads('message.saved').at(-1)).toEqual({ message: changed })
    expect(await stored(id)).toContainEqual(changed)
    gate.open()
    await ended(second.generation.generationId)
    expect(textsOf(prompts.at(-1))).toEqual(['First', 'One two three', 'Second, changed'])
  })

  it('renames the conversation that it began, also for those who wait for it', async () => {
    const { send, call, gate, ended, events } = await setUpReady()
    await send('Elsewhere')
    const second = await send('Secnod')
    const third = await send('Third')
    await call('generation.edit', { ...second.generation, text: 'Second' })
    expect(events.payloads('conversation.saved').at(-1)?.conversation.title).toBe('Second')
    gate.open()
    await ended(third.generation.generationId)
    const behind = events.of(third.generation.generationId).flatMap(({ event }) => (event.kind === 'phase' ? [event.phase] : []))
    expect(behind).toContainEqual({ kind: 'queued', behind: 'Second' })
  })

  it('is refused once its turn has come, and for what never was', async () => {
    const { send, refusal, storedReply, stored } = await setUpReady()
    const first = await send('First')
    for (const generationId of [first.generation.generationId, '01900000-0000-7000-8000-00000000dead']) {
      expect(await refusal('generation.edit', { generationId, text: 'Changed' })).toEqual({ code: 'generation.alreadyBegun' })
    }
    expect(await storedReply(first.message)).toBeDefined()
    expect(await stored(first.conversation.id)).toContainEqual(first.userMessage)
  })

  it('is refused for a blank text and for what is no message: another variant that waits', async () => {
    const { send, call, refusal } = await setUpReady()
    const { conversation, userMessage } = await send('First')
    const second = await send('Second', conversation.id, null)
    expect(await refusal('generation.edit', { ...second.generation, text: ' \n' })).toEqual({ code: 'request.invalid' })
    const again = await call('generation.start', { conversationId: conversation.id, parentId: userMessage.id })
    expect(await refusal('generation.edit', { ...again.generation, text: 'Changed' })).toEqual({ code: 'request.invalid' })
  })

  it('is refused for a text that is too long for the model', async () => {
    const { send, refusal, stored, ready } = setUpGenerations({ contextSize: 256 })
    await ready()
    await send('First')
    const second = await send('Second')
    const text = 'far too long '.repeat(500)
    expect(await refusal('generation.edit', { ...second.generation, text })).toMatchObject({ code: 'generation.messageTooLong' })
    expect(await stored(second.conversation.id)).toContainEqual(second.userMessage)
  })

  it('changes nothing when the disk refuses, and the message keeps its turn', async () => {
    const { send, refusal, gate, ended, disk, prompts } = await setUpReady()
    await send('First')
    const second = await send('Second')
    disk.faults.set('save', new StorageFailure('diskFull', '13'))
    expect(await refusal('generation.edit', { ...second.generation, text: 'Changed' })).toMatchObject({ code: 'storage.diskFull' })
    disk.faults.clear()
    gate.open()
    await ended(second.generation.generationId)
    expect(textsOf(prompts.at(-1))).toEqual(['Second'])
  })
})

const full = process.env.HEARTH_FAULTS === 'full'

type Step = { kind: 'send' } | { kind: 'edit' | 'remove'; place: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'send' }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('edit' as const, 'remove' as const), place: fc.nat(3) }) }
)

describe('whatever is sent, changed and taken back while a reply is written', () => {
  it('the replies come in the order of the messages, each to the last text of its message and below all before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const world = await setUpReady()
        const expected = await doSteps(world, steps)
        world.gate.open()
        for (const { generationId } of expected) await world.ended(generationId)
        const asked = expected.map(({ text }) => text)
        const answered = world.prompts.map((prompt) => textsOf(prompt).filter((_, place) => place % 2 === 0))
        expect(answered).toEqual(asked.map((_, place) => asked.slice(0, place + 1)))
      }),
      { seed: 9, numRuns: full ? 300 : 30 }
    )
  })
})

/** Sends a first message and does the steps while its reply waits for the gate. What has to be answered, in order. */
async function doSteps({ send, call, stored }: GenerationWorld, steps: readonly Step[]): Promise<{ text: string; generationId: string }[]> {
  const first = await send('0')
  const waiting: { text: string; generationId: string }[] = []
  for (const [at, step] of steps.entries()) {
    if (step.kind === 'send') {
      if (waiting.length === 4) continue
      const leaf = (await stored(first.conversation.id)).findLast(({ role }) => role === 'assistant')
      const { generation } = await send(`${at + 1}`, first.conversation.id, leaf?.id ?? null)
      waiting.push({ text: `${at + 1}`, generationId: generation.generationId })
      continue
    }
    const chosen = waiting[step.place]
    if (!chosen) continue
    if (step.kind === 'edit') chosen.text = (await call('generation.edit', { ...chosen, text: `${chosen.text} changed` })).text
    else {
      await call('generation.remove', chosen)
      waiting.splice(step.place, 1)
    }
  }
  return [{ text: '0', generationId: first.generation.generationId }, ...waiting]
}
