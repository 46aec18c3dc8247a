import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../engine/engine'
import { systemPromptOfModel } from './systemPromptOfModel'

/** A template as a function of the prompt. */
const showing = (template: (system: string | null, user: string) => string) => (prompt: Prompt) => {
  const system = prompt.find(({ role }) => role === 'system')?.text ?? null
  return Promise.resolve([{ text: template(system, prompt.at(-1)?.text ?? ''), isMark: false }])
}

describe('the system prompt of a model', () => {
  it('is what its template writes in the place of one that is given', async () => {
    const show = showing((system, user) => `<s>[system] ${system ?? 'You are a\n[helpful] model.'} [end][user] ${user}[end][model]`)
    expect(await systemPromptOfModel(show)).toBe('You are a\n[helpful] model.')
  })

  it.each([
    [
      'has no system part without one',
      showing((system, user) => `${system === null ? '' : `[system] ${system}[end]`}[user] ${user}[end][model]`)
    ],
    ['writes an empty one', showing((system, user) => `[system]${system ?? ''}[end][user]${user}[end]`)],
    ['puts it in front of the message', showing((system, user) => `[user]${system === null ? '' : `${system}\n\n`}${user}[end]`)],
    ['takes none', showing((_system, user) => `[user]${user}[end]`)],
    ['writes something else where one is given', showing((system, user) => (system === null ? `A${user}` : `B${system}C${user}`))]
  ])('is none where the template %s', async (_name, show) => {
    expect(await systemPromptOfModel(show)).toBeNull()
  })
})
