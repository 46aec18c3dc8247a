import * as z from 'zod'
import { LONGEST_STRUCTURE, numberFields, stopTextLimits, type NumberField } from './settingFields'

const number = ({ min, max }: NumberField): z.ZodNumber => z.number().min(min).max(max)
const whole = (field: NumberField): z.ZodNumber => number(field).int()

/** What the text of a reply has to be: JSON by a schema, or what a grammar in GBNF derives from `root`. It is used as it was written. */
const structure = z.object({ kind: z.enum(['schema', 'grammar']), text: z.string().min(1).max(LONGEST_STRUCTURE) })
export type Structure = z.infer<typeof structure>

/** Until there were three ways it was yes or no. */
const sinceTwoWays = (value: unknown): unknown => (typeof value === 'boolean' ? (value ? 'automatic' : 'off') : value)

/**
 * Whether a model that can think before it answers does so. `automatic`: as its chat template has it. `on`: always, where its format has marks
 * for thoughts. `off`: never, by the template's switch where it has one, else by a thought that is closed before it begins.
 */
const thinking = z.preprocess(sinceTwoWays, z.enum(['automatic', 'on', 'off']))
export type Thinking = z.infer<typeof thinking>

/**
 * How the next token is chosen and when a reply is ended. `temperature` 0 takes the likeliest; `topK` 0, `topP` 1, `minP` 0,
 * `repeatPenalty` 1, `frequencyPenalty`, `presencePenalty`, `dryStrength` and `xtcProbability` 0 switch their filter off.
 */
export const samplingSettings = z.object({
  temperature: number(numberFields.temperature),
  topP: number(numberFields.topP),
  topK: whole(numberFields.topK),
  minP: number(numberFields.minP),
  /** Divides the logit of a token that the reply has already. */
  repeatPenalty: number(numberFields.repeatPenalty),
  /** Taken from the logit of a token for each time that the reply has it, and once if it has it at all (as in OpenAI's interface). */
  frequencyPenalty: number(numberFields.frequencyPenalty),
  presencePenalty: number(numberFields.presencePenalty),
  /** The newest tokens of the reply that these three penalties look at. */
  penaltyWindow: whole(numberFields.penaltyWindow),
  /** How much a token is avoided that would go on with a sequence the reply has already (DRY, "don't repeat yourself"). */
  dryStrength: number(numberFields.dryStrength),
  /** Tokens that such a sequence may have before it is avoided. */
  dryAllowedLength: whole(numberFields.dryAllowedLength),
  /** XTC, "exclude top choices": how often all tokens above the threshold but the least likely of them are left out, and that threshold. */
  xtcProbability: number(numberFields.xtcProbability),
  xtcThreshold: number(numberFields.xtcThreshold),
  /** Tokens of the reply at most; null: until the model ends it or the context is full. */
  maxTokens: whole(numberFields.maxTokens).nullable(),
  /** 32 bits; null: drawn anew for each generation and stored with the reply. */
  seed: whole(numberFields.seed).nullable(),
  /** Texts that end a reply; none of them is part of it. They are not looked for in thoughts. */
  stopTexts: z.array(z.string().min(1).max(stopTextLimits.length)).max(stopTextLimits.count),
  /** Whether a reply that only repeats itself is ended. */
  loopGuard: z.boolean(),
  thinking,
  /** Tokens that a thought may have before it is ended and the answer begins; null: as many as the model takes. */
  thinkingBudget: whole(numberFields.thinkingBudget).nullable(),
  /** Null: any text. */
  structure: structure.nullable(),
  /** Whether the window shows the text only once the reply is complete. It makes no other reply. */
  showWhenComplete: z.boolean(),
  /** Whether the tokens that were written are kept with the reply, and shown below it with the signs of the chat format. It makes no other reply. */
  showSpecialTokens: z.boolean()
})
export type SamplingSettings = z.infer<typeof samplingSettings>
