import { describe, expect, it } from 'vitest'
import { templateLimits } from '../domain/templateVariables'
import { storedTemplateValues, templateValuesByModel } from './templateVariables'

describe('stored values of templates', () => {
  it('are read each for itself, and what cannot be read is left out', () => {
    const stored = {
      starter: { tone: 'calm', date: 7, 'not a name': 'x', long: 'x'.repeat(templateLimits.value + 1) },
      'folder:a.gguf': { tone: null },
      'folder:b.gguf': 'x',
      '': { tone: 'calm' }
    }
    expect(storedTemplateValues.parse(stored)).toEqual({ starter: { tone: 'calm' } })
    for (const other of [undefined, null, 7, [], 'x']) expect(storedTemplateValues.parse(other)).toEqual({})
  })

  it('are no more than Hearth keeps', () => {
    const values = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`n${index}`, 'x']))
    const stored = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`m${index}`, values]))
    const read = storedTemplateValues.parse(stored)
    expect(Object.keys(read)).toHaveLength(templateLimits.models)
    expect(Object.keys(Object.values(read)[0] ?? {})).toHaveLength(templateLimits.variables)
    expect(templateValuesByModel.safeParse(read).success).toBe(true)
    expect(templateValuesByModel.safeParse(stored).success).toBe(false)
  })
})
