import { describe, expect, it } from 'vitest'
import type { TemplateValues } from '../../shared/domain/templateVariables'
import type { FullEngine } from '../engine'
import { standardScripts } from '../scriptedModel/standardScripts'
import { asks, follows, record } from './recording'

/** `engine`: loaded with a model whose template reads the variable `tone`, by the standard script `variables`. */
export function describeTemplateVariables(engine: () => FullEngine): void {
  const prompt = follows(asks('Hello'), 'Hi.', 'Write a poem.')
  const shown = async (templateVariables?: TemplateValues): Promise<string> => {
    const pieces = await engine()
      .abilities()
      .show(prompt, { thinking: 'automatic', ...(templateVariables && { templateVariables }) })
    return pieces.map(({ text }) => text).join('')
  }
  const counted = async (templateVariables?: TemplateValues): Promise<number> =>
    (
      await engine()
        .abilities()
        .count(prompt, { thinking: 'automatic', ...(templateVariables && { templateVariables }) })
    ).tokens
  const read = async (templateVariables?: TemplateValues): Promise<number> => {
    const { result, text } = await record(engine(), prompt, { settings: templateVariables ? { templateVariables } : {} })
    expect(text).toBe(standardScripts.variables.text)
    return result.promptEvaluated + result.promptReused
  }

  describe('values for the variables of a template', () => {
    it('change the prompt, which is shown, counted and evaluated alike', async () => {
      const values = { tone: 'calm and a little old-fashioned' }
      expect(await shown(values)).toContain(values.tone)
      expect(await shown()).not.toContain(values.tone)
      expect(await counted(values)).toBeGreaterThan(await counted())
      expect(await read(values)).toBe(await counted(values))
      expect(await read()).toBe(await counted())
    })

    it('are read anew where they change, and not where they stay', async () => {
      await record(engine(), prompt, { settings: { templateVariables: { tone: 'calm' } } })
      const same = await record(engine(), prompt, { settings: { templateVariables: { tone: 'calm' } } })
      expect(same.result.promptEvaluated).toBe(1)
      const other = await record(engine(), prompt, { settings: { templateVariables: { tone: 'loud' } } })
      expect(other.result.promptEvaluated).toBeGreaterThan(1)
    })

    it('change nothing where the template does not read them, or nothing was typed', async () => {
      const plain = await shown()
      for (const values of [{ mood: 'calm' }, { tone: '' }, { tone: '  ' }, {}]) expect(await shown(values)).toBe(plain)
    })

    it('that the template refuses are a failure that says so, and the next reply is well', async () => {
      const values = { tone: 'refused' }
      for (const call of [shown, counted, read])
        await expect(call(values)).rejects.toMatchObject({ name: 'EngineFailure', code: 'template' })
      expect(await read({ tone: 'calm' })).toBe(await counted({ tone: 'calm' }))
    })
  })
}
