import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../testing/faults'
import { sampleId, samplePart, sampleSettings } from '../testing/samples'
import { checkedMessage } from './rows'
import { messageFields } from './messageFields'
import { usualMessage } from './usualMessage'

const valuesOf = (row: Record<string, unknown>): unknown[] => Object.keys(messageFields).map((name) => row[name])

const stats = { tokens: 3, tokensPerSecond: 20.5, timeToFirstTokenMs: null, promptEvaluated: 10, promptReused: 0 }
const common = { id: sampleId(2), conversationId: sampleId(1), parentId: sampleId(3), text: 'Words', createdAt: 1_700_000_000_000n }
const noReply = { statusKind: null, endReason: null, error: null, thoughts: null, stats: null, parts: null, contextStartId: null }
const ofVersion3 = { modelName: null, settings: null, repeatsFrom: null }
const question = { ...common, ...noReply, ...ofVersion3, role: 'user' }
const textId = '0123456789abcdef0123456789abcdef'
const kept = {
  presetId: 'precise',
  presetName: 'Mine',
  systemTextId: textId,
  summary: { textId, startId: sampleId(4) },
  writtenTextId: textId,
  threads: {
    reading: 2,
    writing: [
      { threads: 1, tokens: 4 },
      { threads: 2, tokens: 300 }
    ]
  }
} as const
const reply = {
  ...question,
  role: 'assistant',
  statusKind: 'complete',
  endReason: 'finished',
  thoughts: JSON.stringify({ text: 'Hm', tokens: 2, ms: 10.5 }),
  stats: JSON.stringify(stats),
  parts: JSON.stringify([
    samplePart({ settings: sampleSettings }),
    samplePart({ settings: { ...sampleSettings, templateVariables: { tone: 'calm' } }, repeatsFrom: 4, isFirstKept: true, ...kept })
  ]),
  contextStartId: sampleId(4)
}

describe('a row as Hearth writes it', () => {
  it.each([
    ['a question', question],
    ['the first question', { ...question, parentId: null }],
    ['a reply', reply],
    ['a reply that was stopped', { ...reply, statusKind: 'stopped', endReason: null, thoughts: null, stats: null, parts: '[]' }]
  ])('is read without a schema: %s', (_name, row) => {
    const message = usualMessage(valuesOf(row))
    expect(message).not.toBeNull()
    expect(message).toEqual(checkedMessage({ ...row }))
  })
})

// Values of every column that are nearly right: each is right for some row or for none.
const json = fc.constantFrom('', 'null', '{}', '[]', '7', '{"text":"Hm","tokens":2,"ms":1e999}', '[null]', '[{"modelName":"A"}]')
const numbers = fc.constantFrom(-1, 0, 1.5, 7, 2 ** 32, 2 ** 53, '7', null)
const changedStats = fc
  .tuple(fc.constantFrom(...Object.keys(stats)), numbers)
  .map(([name, value]) => JSON.stringify({ ...stats, [name]: value }))
const changedPart = fc
  .tuple(
    fc.constantFrom(
      'modelName',
      'seed',
      'settings',
      'from',
      'thoughtFrom',
      'repeatsFrom',
      'isFirstKept',
      ...Object.keys(kept),
      'other',
      'constructor',
      'toString'
    ),
    fc.oneof(
      numbers,
      fc.constantFrom(
        'creative',
        '',
        'x'.repeat(81),
        textId,
        true,
        { textId, startId: 'x' },
        { reading: 2, writing: [{ threads: 0, tokens: 4 }] },
        { reading: 1025, writing: [] },
        { reading: [{ threads: 1, tokens: 64 }], writing: [] },
        { reading: [{ threads: 1, tokens: 0 }], writing: [] },
        { reading: 2, writing: [{ threads: 1, tokens: 1, more: 1 }] },
        { textId: 'x', startId: sampleId(4) },
        { textId: null, startId: sampleId(4) }
      )
    )
  )
  .map(([name, value]) => JSON.stringify([{ ...samplePart({ settings: sampleSettings }), [name]: value }]))
const values: Record<string, fc.Arbitrary<unknown>> = {
  id: fc.constantFrom(sampleId(2), sampleId(2).toUpperCase(), '', 'x', null),
  parentId: fc.constantFrom(sampleId(3), null, 'x'),
  text: fc.oneof(fc.string(), fc.constantFrom(null, 7, new Uint8Array([65, 0, 66]))),
  createdAt: fc.constantFrom(0n, -1n, 2n ** 60n, 1.5, null, 'now'),
  role: fc.constantFrom('user', 'assistant', 'robot', null),
  statusKind: fc.constantFrom('complete', 'stopped', 'interrupted', 'failed', 'streaming', 'queued', 'other', null),
  endReason: fc.constantFrom('finished', 'repeats', 'contextFull', 'lengthLimit', 'toString', null),
  error: fc.constantFrom(null, '{"code":"generation.failed"}'),
  thoughts: fc.oneof(json, fc.constantFrom(null, 7)),
  stats: fc.oneof(json, changedStats, fc.constant(null)),
  parts: fc.oneof(json, changedPart, fc.constant(null)),
  contextStartId: fc.constantFrom(null, sampleId(4), 'x'),
  modelName: fc.constantFrom(null, 'Starter'),
  settings: fc.constantFrom(null, JSON.stringify(sampleSettings))
}
const changes = fc.array(
  fc.constantFrom(...Object.keys(values)).chain((name) => (values[name] ?? fc.constant(null)).map((value) => [name, value] as const)),
  {
    maxLength: 3
  }
)

it('invariant: a row that is known without a schema is the message that the schema reads', () => {
  let known = 0
  fc.assert(
    fc.property(fc.constantFrom(question, reply), changes, (row, changes) => {
      const changed = { ...row, ...Object.fromEntries(changes) }
      const message = usualMessage(valuesOf(changed))
      if (message === null) return
      known++
      expect(message).toEqual(checkedMessage({ ...changed }))
    }),
    { numRuns: runs(5_000) }
  )
  expect(known).toBeGreaterThan(50)
})
