import type { ModelId } from './ids'

/** A name that a model's chat template reads and that nothing gives it; `default`: what it takes then, as somebody would type it, where it says so. */
export interface TemplateVariable {
  readonly name: string
  readonly default: string | null
}

/** Values as they were typed, by name. What is not there is not given to the template. */
export type TemplateValues = Readonly<Record<string, string>>

/** What the person gives to the template of each model. */
export type TemplateValuesByModel = Readonly<Record<ModelId, TemplateValues>>

/** `variables`: of one template, and of one model's values. Lengths in UTF-16 units: `value` is bounded as each part of a reply keeps all values. */
export const templateLimits = { variables: 16, name: 60, default: 200, value: 500, models: 40 } as const

/** As Jinja has them. A name that begins with an underline is the template's own affair. */
export const TEMPLATE_NAME = /^[A-Za-z]\w*$/

/** What JSON can say and a template can use. */
export type TemplateValue = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>

/**
 * What was typed as the template gets it: `true`, `false`, numbers, lists and objects as JSON has them, and what stands in double quotes as the
 * text between them, whatever it looks like. All else is text, without the space around it. Undefined: nothing was typed.
 */
export function templateValue(typed: string): TemplateValue | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const value = fromJson(text)
  return isUsable(value) ? value : text
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isUsable(value: unknown): value is TemplateValue {
  if (typeof value === 'number') return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) // else digits would be lost
  return value !== null && value !== undefined
}

/** How a value is typed that comes back as itself. */
export function typedValue(value: TemplateValue): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return templateValue(value) === value ? value : JSON.stringify(value)
}

/** The values that a template reads, of which something was typed; undefined where there are none. */
export function valuesRead(values: TemplateValues | undefined, read: readonly TemplateVariable[]): TemplateValues | undefined {
  const typedOf = (name: string): string => (values && Object.hasOwn(values, name) ? values[name] : undefined) ?? ''
  const found = read.map(({ name }) => [name, typedOf(name)] as const).filter(([, typed]) => typed.trim() !== '')
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

/** With this value of a model's variable; blank: without it. The model whose values were changed longest ago makes room for a new one. */
export function withTemplateValue(all: TemplateValuesByModel, model: ModelId, name: string, typed: string): TemplateValuesByModel {
  const others = Object.entries(all[model] ?? {}).filter(([other]) => other !== name)
  const values = typed.trim() === '' ? others : [...others, [name, typed] as const].slice(-templateLimits.variables)
  const models = Object.entries(all).filter(([other]) => other !== model)
  const changed = values.length > 0 ? [...models, [model, Object.fromEntries(values)] as const] : models
  return Object.fromEntries(changed.slice(-templateLimits.models))
}
