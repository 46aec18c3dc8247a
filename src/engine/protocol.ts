import * as z from 'zod'
import { chatFormatName, gpuOffload, graphicsBackend, templateFault } from '../shared/domain/model'
import { threadUse } from '../shared/domain/threadUse'
import { endReason } from '../shared/domain/message'
import { writtenPieces } from '../shared/domain/writtenPieces'
import { templateVariable } from '../shared/contract/templateVariables'
import { templateLimits } from '../shared/domain/templateVariables'
import { generationSettings } from '../shared/domain/generationSettings'
import { engineFailureCode } from './engineFailureCode'
import { engineTuning, MAX_PREFILL_TIMINGS, prefillTiming } from './tuning/engineTuning'

// Messages between main and the engine's process. Every request has an id; its events and its one result or failure carry the same id.
// Plain JSON: the two sides may be different versions of V8.

const prompt = z.array(
  z.object({
    role: z.enum(['system', 'user', 'assistant']),
    text: z.string(),
    thought: z.object({ text: z.string(), isOpen: z.boolean() }).optional()
  })
)
const loadSpec = z.object({
  path: z.string(),
  gpu: z.enum(['auto', 'off']),
  maxContextSize: z.number().int().min(1),
  maxContextSizeInRam: z.number().int().min(1).optional(),
  isContextFixed: z.boolean().optional(),
  gpuLayers: z.number().int().min(0).optional(),
  avoidCard: z.string().optional(),
  tuning: engineTuning.nullable()
})

const graphicsCard = z.object({ name: z.string().nullable(), backend: graphicsBackend.nullable() })
const graphicsFailure = z.object({ card: graphicsCard, because: z.enum(['fault', 'memory']), detail: z.string() })

const rendering = generationSettings.pick({ thinking: true, templateVariables: true })

const id = z.number().int().min(1)

export const toEngine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('load'), id, spec: loadSpec }),
  z.object({ kind: z.literal('measureMemory'), id }),
  z.object({ kind: z.literal('count'), id, prompt, rendering }),
  z.object({ kind: z.literal('show'), id, prompt, rendering }),
  z.object({
    kind: z.literal('generate'),
    id,
    prompt,
    settings: generationSettings.extend({ seed: z.number().int() }),
    keepsRoom: z.boolean().optional()
  }),
  /** Aborts the request with this id; unknown or finished ids are ignored. */
  z.object({ kind: z.literal('abort'), id }),
  /** Ends the thought of the generation with this id; unknown or finished ids are ignored. */
  z.object({ kind: z.literal('endThought'), id })
])
export type ToEngine = z.infer<typeof toEngine>

const figures = z.object({
  tokens: z.number().int(),
  thoughtTokens: z.number().int(),
  thoughtMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  timeToFirstTokenMs: z.number().nullable(),
  promptEvaluated: z.number().int(),
  promptReused: z.number().int()
})

export const results = {
  load: z.object({
    contextSize: z.number().int(),
    offload: gpuOffload,
    tuning: engineTuning,
    chatFormat: z.object({
      name: chatFormatName,
      fault: z.object({ kind: templateFault, detail: z.string() }).nullable(),
      templateVariables: z.array(templateVariable).max(templateLimits.variables)
    }),
    graphicsFailure: graphicsFailure.optional()
  }),
  measureMemory: z.object({ residentBytes: z.number().min(0), graphicsFreeBytes: z.number().min(0).nullable() }),
  count: z.object({
    tokens: z.number().int(),
    limit: z.number().int(),
    texts: z.array(z.number().int().min(0)),
    reused: z.number().int().min(0)
  }),
  show: writtenPieces,
  generate: z.object({
    reason: z.union([endReason, z.literal('stopped')]),
    repeatsFrom: z.number().int().min(0).nullable(),
    written: writtenPieces.nullable(),
    ...figures.shape,
    prefillTimings: z.array(prefillTiming).max(MAX_PREFILL_TIMINGS),
    threads: threadUse.nullable()
  })
} as const

export const fromEngine = z.discriminatedUnion('kind', [
  /** The first message of an engine's process: it listens. */
  z.object({ kind: z.literal('listening') }),
  /** Sent every few seconds, whatever is computed: the process has not been halted. */
  z.object({ kind: z.literal('alive') }),
  z.object({ kind: z.literal('progress'), id, progress: z.number().min(0).max(1) }),
  z.object({ kind: z.literal('graphicsCard'), id, card: graphicsCard.nullable() }),
  z.object({
    kind: z.literal('event'),
    id,
    event: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('reading'), done: z.number().int(), total: z.number().int() }),
      z.object({ kind: z.literal('thought'), text: z.string(), figures }),
      z.object({ kind: z.literal('text'), text: z.string(), figures })
    ])
  }),
  z.object({ kind: z.literal('result'), id, value: z.unknown() }),
  z.object({
    kind: z.literal('failure'),
    id,
    /** Null: a bug in the engine; `detail` then holds its stack. */
    code: engineFailureCode.nullable(),
    detail: z.string(),
    counts: z.object({ tokens: z.number().int(), limit: z.number().int() }).optional()
  })
])
export type FromEngine = z.infer<typeof fromEngine>
