import { describe, expect, it } from 'vitest'
import { MOST_CONTEXT_SIZES } from '../../../shared/contract/storedContextSizes'
import { FakeSettings } from '../testing/setUpCore'
import { ContextChoices } from './contextChoices'

function setUp(contextSizes: Record<string, number> = {}) {
  const settings = new FakeSettings()
  settings.values.contextSizes = contextSizes
  return { settings, choices: new ContextChoices({ preferences: settings }) }
}

describe('the contexts that were chosen', () => {
  it('are kept for no more models than there is room for: the ones chosen last', () => {
    const { choices, settings } = setUp()
    for (let model = 0; model < MOST_CONTEXT_SIZES; model++) choices.remember(`folder:${model}`, 4_096)
    choices.remember('folder:0', 8_192)
    choices.remember('folder:new', 4_096)
    const kept = Object.entries(settings.values.contextSizes)
    expect(kept).toHaveLength(MOST_CONTEXT_SIZES)
    expect(kept.slice(-2)).toEqual([['folder:0', 8_192], ['folder:new', 4_096]]) // prettier-ignore
    expect(choices.chosen('folder:1'), 'it was chosen in this session').toBe(4_096)
    expect(new ContextChoices({ preferences: settings }).chosen('folder:1')).toBeNull()
  })

  it('have no model that nobody chose one for, whatever its name is', () => {
    const { choices } = setUp({ starter: 4_096 })
    for (const id of ['constructor', '__proto__', 'toString', 'folder:a']) expect(choices.chosen(id)).toBeNull()
  })

  it('are set aside once and told once: the model has at most as many tokens then, and as usual', () => {
    const { choices } = setUp({ starter: 16_384, small: 2_048 })
    const ids = ['starter', 'starter', 'small', 'small', 'other']
    expect(ids.map((id) => choices.setAside(id))).toEqual([true, false, true, false, false])
    expect(choices.chosen('starter')).toBe(16_384)
    expect(choices.toLoad('starter')).toEqual({ tokens: 8_192, isFixed: false })
    expect(choices.toLoad('small')).toEqual({ tokens: 2_048, isFixed: false })
    expect([choices.takeUntold('starter'), choices.takeUntold('starter')]).toEqual([16_384, null])
    choices.remember('starter', 8_192)
    expect([choices.isSetAside('starter'), choices.toLoad('starter')]).toEqual([false, { tokens: 8_192, isFixed: true }])
  })
})
