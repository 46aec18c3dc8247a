import type { CallInput } from '../../../shared/contract/calls'
import type { Thinking } from '../../../shared/domain/samplingSettings'
import { withTemplateValue, type TemplateValues, type TemplateValuesByModel } from '../../../shared/domain/templateVariables'
import type { Prompt } from '../../../engine/engine'
import { toAppError } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import { logFailure } from '../errors/logFailure'
import type { Log } from '../errors/log'
import type { EngineProvider, ReadyEngine } from '../inference/engineProvider'
import type { PreferencesService } from '../settings/preferencesService'

interface TemplateValuePorts {
  engines: EngineProvider
  preferencesService: PreferencesService
  log: Log
}

/** A template may refuse a value in one kind of chat alone. */
const TRIALS: readonly Prompt[] = [
  [{ role: 'user', text: 'a' }],
  [
    { role: 'system', text: 'a' },
    { role: 'user', text: 'b' },
    { role: 'assistant', text: 'c' },
    { role: 'user', text: 'd' }
  ]
]
const THINKING: readonly Thinking[] = ['automatic', 'on', 'off']

/** What people give to the variables of models' templates. */
export class TemplateValueService {
  readonly #ports: TemplateValuePorts
  /** One after the other: each is tried together with those before it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(ports: TemplateValuePorts) {
    this.#ports = ports
  }

  /**
   * Tried first where the model is in use. Throws the ExpectedError `generation.templateRefused` or `generation.templateUntried`, or a
   * StorageFailure; all stays as it was then.
   */
  set(input: CallInput<'model.setTemplateValue'>): Promise<void> {
    const done = this.#last.then(() => this.#set(input))
    this.#last = done.catch(() => undefined)
    return done
  }

  async #set({ modelId, name, value }: CallInput<'model.setTemplateValue'>): Promise<void> {
    const { engines, preferencesService } = this.#ports
    const changed = (): TemplateValuesByModel => withTemplateValue(preferencesService.current.templateVariables, modelId, name, value)
    const { ready } = engines
    if (ready?.model.id === modelId && value.trim() !== '') {
      const before = preferencesService.current.templateVariables[modelId] ?? {}
      // Where what was there is refused as well, this value is not the cause, and may be the cure.
      if ((await this.#isRefused(ready, changed()[modelId] ?? {})) && !(await this.#isRefused(ready, before)))
        throw new ExpectedError({ code: 'generation.templateRefused' })
    }
    preferencesService.set({ templateVariables: changed() })
  }

  /** Throws the ExpectedError `generation.templateUntried` where the engine ends or fails over it: the value may be the cause, and would be again. */
  async #isRefused({ engine }: ReadyEngine, templateVariables: TemplateValues): Promise<boolean> {
    const { count } = engine.abilities()
    if (!count) return false
    try {
      for (const prompt of TRIALS) for (const thinking of THINKING) await count(prompt, { thinking, templateVariables })
      return false
    } catch (thrown) {
      if (toAppError(thrown)?.code === 'generation.templateRefused') return true
      logFailure(thrown, this.#ports.log, {
        bug: 'While trying a value of a template',
        expected: 'A value of a template could not be tried'
      })
      throw new ExpectedError({ code: 'generation.templateUntried' })
    }
  }
}
