import * as z from 'zod'
import { appError } from '../contract/appError'
import { templateVariable } from '../contract/templateVariables'
import { modelId } from './ids'
import { recommended } from './recommended'
import { modelFaultKind } from './modelFileFault'
import { templateLimits } from './templateVariables'

/** A model that can be loaded: a GGUF file, or several that belong together. */
export const modelFile = z.object({
  id: modelId,
  name: z.string(),
  /** As the file name says it, for example `Q4_1`; null when it says nothing. */
  quantization: z.string().nullable(),
  /** Of all parts that are there. */
  bytes: z.number().int().min(0),
  isStarter: z.boolean(),
  /** The first file that is not there, of a model in several files. */
  missingPart: z.object({ part: z.number().int(), parts: z.number().int() }).optional(),
  /** What is known to be wrong with its files, in a list. */
  fault: modelFaultKind.optional()
})
export type ModelFile = z.infer<typeof modelFile>

export const graphicsBackend = z.enum(['metal', 'cuda', 'vulkan'])
export type GraphicsBackend = z.infer<typeof graphicsBackend>

export const gpuOffload = z.object({
  backend: z.enum(['cpu', ...graphicsBackend.options]),
  gpuLayers: z.number().int().min(0),
  totalLayers: z.number().int().min(0),
  deviceName: z.string().nullable()
})
export type GpuOffload = z.infer<typeof gpuOffload>

/** `template`: the one in the model's file. The others are chosen by the marks of its vocabulary; `general` where it has none. */
export const chatFormatName = z.enum(['template', 'chatMl', 'llama3', 'gemma', 'mistral', 'harmony', 'phi', 'phi4', 'granite', 'general'])
export type ChatFormatName = z.infer<typeof chatFormatName>

/** Why the template in a model's file is not used: there is none, or it cannot be rendered. */
export const templateFault = z.enum(['absent', 'broken'])
export type TemplateFault = z.infer<typeof templateFault>

/**
 * For a model that does not fit into the memory beside the one named `model`. `replying`: that one still writes a reply · `ended`: it has
 * been ended.
 */
const makingRoom = z.object({ model: z.string(), state: z.enum(['replying', 'ended']) })
export type MakingRoom = z.infer<typeof makingRoom>

export const modelStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /**
   * `progress` from 0 to 1. `isRecovery`: the engine died and is being started again. `context`: the model in use is loaded again with another
   * one, of so many tokens; null: as the memory allows.
   */
  z.object({
    kind: z.literal('loading'),
    model: modelFile,
    progress: z.number().min(0).max(1),
    isRecovery: z.boolean(),
    context: z.object({ tokens: z.number().int().nullable() }).optional(),
    makingRoom: makingRoom.optional()
  }),
  /** `failedCard`: the graphics card that is not used for this model because it failed with it; its name is not always known. */
  z.object({
    kind: z.literal('ready'),
    model: modelFile,
    offload: gpuOffload,
    contextSize: z.number().int(),
    /** What suits it best; null where nobody knows. */
    recommended: recommended.nullable(),
    /** Those that its chat template reads and Hearth does not give by itself. */
    templateVariables: z.array(templateVariable).max(templateLimits.variables),
    failedCard: z.object({ name: z.string().nullable() }).optional()
  }),
  z.object({ kind: z.literal('failed'), model: modelFile.nullable(), error: appError })
])
export type ModelStatus = z.infer<typeof modelStatus>
