import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../../resources/starter-model.json'
import { asks, follows, oneThread, record } from './recording'
import type { Engine, Prompt } from '../engine'

export const starterFile = path.resolve('resources/models', manifest.file)

const { settings, systemMessage } = manifest.recommended
/** As people get it, apart from chance. */
const recommended = { ...settings, temperature: 0, maxTokens: 60 }
const withSystem = (prompt: Prompt): Prompt => [{ role: 'system', text: systemMessage }, ...prompt]

/** What people chat with first: answers worth reading, with what the manifest recommends. */
export function describeStarter(engine: Engine): void {
  const answer = async (prompt: Prompt): Promise<string> => {
    const { text, result } = await record(engine, withSystem(prompt), { settings: recommended })
    expect(result.reason).toBe('finished')
    return text
  }

  describe('the starter model', () => {
    beforeAll(async () => {
      await engine.load({ path: starterFile, gpu: 'auto', maxContextSize: 2048, tuning: oneThread }, { onProgress: () => undefined })
    })

    it('greets back', async () => {
      expect(await answer(asks('hi'))).toMatch(/\b(hello|hi)\b/i)
    })

    it('knows the days of a week', async () => {
      expect(await answer(asks('How many days are in a week?'))).toMatch(/\b(7|seven)\b/i)
    })

    it('answers German in German', async () => {
      expect(await answer(asks('Was ist die Hauptstadt von Frankreich?'))).toMatch(/Hauptstadt von/)
    })

    it('remembers what was said before', async () => {
      const introduced = asks('My name is Clara.')
      const greeting = await answer(introduced)
      expect(await answer(follows(introduced, greeting, 'What is my name?'))).toContain('Clara')
    })
  })
}
