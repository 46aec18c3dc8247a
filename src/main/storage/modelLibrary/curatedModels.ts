import * as z from 'zod'
import { recommended, type Recommended } from '../../../shared/domain/recommended'

const source = z.url({ protocol: /^https$/ })
const fact = <T extends z.ZodType>(value: T): z.ZodObject<{ value: T; source: typeof source }, z.core.$strict> =>
  z.strictObject({ value, source })
const { settings, systemMessage } = recommended.shape
const sampling = settings.shape
const pattern = z
  .string()
  .min(1)
  .transform((text) => new RegExp(text))

const confirmed = z.strictObject({
  family: z.string().min(1),
  status: z.literal('confirmed'),
  /** `name` and `otherThan` are looked for in names in small letters with "-" between words. */
  recognised: z.strictObject({ architectures: z.array(z.string()).min(1), name: pattern, otherThan: pattern.exactOptional() }),
  goodFor: fact(z.string().min(1)),
  licence: fact(z.string().min(1)),
  settings: z.strictObject({
    temperature: fact(sampling.temperature.unwrap()).exactOptional(),
    topP: fact(sampling.topP.unwrap()).exactOptional(),
    topK: fact(sampling.topK.unwrap()).exactOptional(),
    minP: fact(sampling.minP.unwrap()).exactOptional(),
    repeatPenalty: fact(sampling.repeatPenalty.unwrap()).exactOptional()
  }),
  systemMessage: fact(systemMessage.unwrap()).exactOptional()
})
const notConfirmed = z.strictObject({ family: z.string().min(1), status: z.literal('not confirmed'), why: z.string().min(1) })

/** `resources/models.json`: families of models, with a source beside each fact. What could not be confirmed says so and is not used. */
export const curatedModels = z.strictObject({ models: z.array(z.discriminatedUnion('status', [confirmed, notConfirmed])) })
export type CuratedModels = z.infer<typeof curatedModels>
type Confirmed = z.infer<typeof confirmed>

/** What a model's file is called, by itself and in the folder. */
export interface ModelNames {
  readonly architecture: string | null
  readonly names: readonly string[]
}

/** What the list recommends for a model; null where it does not know it. */
export function recommendedByList({ models }: CuratedModels, names: ModelNames): Recommended | null {
  const row = models.find((each) => each.status === 'confirmed' && isOf(each, names))
  return row?.status === 'confirmed' ? valuesOf(row) : null
}

function isOf({ recognised }: Confirmed, { architecture, names }: ModelNames): boolean {
  const { architectures, name, otherThan } = recognised
  const plain = names.map((each) => each.toLowerCase().replaceAll(/[\s_]+/g, '-'))
  return (
    architecture !== null &&
    architectures.includes(architecture) &&
    plain.some((each) => name.test(each)) &&
    !plain.some((each) => otherThan?.test(each) === true)
  )
}

function valuesOf(row: Confirmed): Recommended {
  const values = Object.fromEntries(Object.entries(row.settings).map(([field, each]) => [field, each.value]))
  return { settings: recommended.shape.settings.parse(values), ...(row.systemMessage && { systemMessage: row.systemMessage.value }) }
}
