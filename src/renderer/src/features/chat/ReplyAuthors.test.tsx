// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ReplyPart } from '../../../../shared/domain/message'
import { recommendedDefault } from '../../../../shared/domain/recommendedSettings'
import { samplingSettings } from '../../../../shared/domain/samplingSettings'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aPart, aQuestion, aReply } from '../../testing/samples'

const partSettings = samplingSettings.omit({ seed: true }).parse(recommendedDefault)

async function openReply(...parts: ReplyPart[]) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'R', { parts })
  await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
  return within(screen.getByRole('article', { name: 'Assistant' }))
}

describe('the author of a reply', () => {
  it('is named under it', async () => {
    const reply = await openReply(aPart({ modelName: 'SmolLM2 135M Instruct' }))
    expect(reply.getByRole('button', { name: 'Written by SmolLM2 135M Instruct' }).textContent).toContain('SmolLM2 135M Instruct')
  })

  it('is each in turn where it was continued, once where a model went on with its own part', async () => {
    const reply = await openReply(
      aPart({ modelName: 'A' }),
      aPart({ modelName: 'A' }),
      aPart({ modelName: 'B' }),
      aPart({ modelName: 'A' })
    )
    expect(reply.getByRole('button', { name: 'Written by A, continued by B, continued by A' })).toBeTruthy()
  })

  it('is told with the seed of each part when it is opened, also by the keyboard', async () => {
    const reply = await openReply(aPart({ modelName: 'A', seed: 4_294_967_295 }), aPart({ modelName: 'B', seed: null }))
    const button = reply.getByRole('button', { name: /^Written by/ })
    expect(button.getAttribute('aria-expanded')).toBe('false')
    await doing(() => fireEvent.click(button))
    expect(button.getAttribute('aria-expanded')).toBe('true')
    const list = reply.getByRole('list')
    expect(list.id).toBe(button.getAttribute('aria-controls'))
    const items = within(list).getAllByRole('listitem')
    expect(items.map(({ textContent }) => textContent)).toEqual(['A · seed 4294967295', 'B · its seed was not kept'])
    await doing(() => fireEvent.click(button))
    expect(reply.queryByRole('list')).toBeNull()
  })

  it('is told with the number of threads that wrote most of it', async () => {
    const writing = [
      { threads: 1, tokens: 20 },
      { threads: 2, tokens: 180 }
    ]
    const reply = await openReply(aPart({ modelName: 'A', seed: 7, threads: { reading: 2, writing } }))
    await doing(() => fireEvent.click(reply.getByRole('button', { name: /^Written by/ })))
    expect(within(reply.getByRole('list')).getByRole('listitem').textContent).toContain('written with 2 threads')
  })

  it('is told with the settings that did something in each part', async () => {
    const settings = { ...partSettings, temperature: 0.1, topP: 0.8, topK: 20, repeatPenalty: 1.1, dryStrength: 1, dryAllowedLength: 8 }
    const others = {
      ...partSettings,
      topP: 1,
      topK: 0,
      minP: 0.0004,
      xtcProbability: 0.5,
      maxTokens: 100,
      stopTexts: ['END', '\n\n\u202e'],
      thinking: 'off' as const,
      thinkingBudget: 64,
      structure: { kind: 'grammar' as const, text: 'root ::= "a"' },
      templateVariables: { reasoning_effort: 'high', tools_note: 'x'.repeat(500) },
      loopGuard: false
    }
    const reply = await openReply(aPart({ modelName: 'A', seed: 1, settings }), aPart({ modelName: 'A', seed: 2, settings: others }))
    await doing(() => fireEvent.click(reply.getByRole('button', { name: /^Written by/ })))
    expect(reply.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'A · seed 1temperature 0.1 · top P 0.8 · top K 20 · repeat penalty 1.1 · penalties over the last 64 tokens · DRY 1 from 8 tokens on',
      `A · seed 2temperature 0.7 · min P 0.0004 · XTC 0.5 above 0.1 · 100 tokens at most · stops at “END” · stops at “\\n\\n\\u202e” · thinking off · 64 tokens of thought at most · by a grammar · reasoning_effort: high · tools_note: ${'x'.repeat(40)}… · loop guard off`
    ])
  })

  it('is told with its preset, and with the system prompt as it was read behind a button', async () => {
    const systemTextId = '0123456789abcdef0123456789abcdef'
    const parts = [aPart({ presetId: 'creative', systemTextId }), aPart({ presetName: 'Poet' })]
    const conversation = aConversation('A')
    const question = aQuestion(conversation.id, 'Q')
    const reply = aReply(question, 'R', { parts })
    const stored = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
    let text: string | null = 'Rhyme.\nAlways.'
    const { bridge } = await openWindow([stored], {}, (main) => main.answer('conversation.readText', () => text))
    await doing(() => fireEvent.click(screen.getByRole('button', { name: /^Written by/ })))
    const told = within(screen.getByRole('article', { name: 'Assistant' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent)
    expect(told.map((words) => /preset (Creative|Poet)/.exec(words)?.[0])).toEqual(['preset Creative', 'preset Poet'])
    expect(bridge.inputsOf('conversation.readText')).toEqual([])
    const button = screen.getByRole('button', { name: 'System prompt' })
    await doing(() => fireEvent.click(button))
    expect(screen.getByRole('group', { name: 'System prompt' }).textContent).toBe(text)
    expect(bridge.inputsOf('conversation.readText')).toEqual([{ conversationId: conversation.id, textId: systemTextId }])
    await doing(() => fireEvent.click(button))
    text = null
    await doing(() => fireEvent.click(button))
    expect(screen.getByText('This text cannot be read.').getAttribute('role')).toBe('status')
  })

  it.each([[[]], [[aPart({ modelName: '' })]]])('is not named where none is known (%#)', async (parts) => {
    const reply = await openReply(...parts)
    expect(reply.queryByRole('button', { name: /^Written by/ })).toBeNull()
  })
})
