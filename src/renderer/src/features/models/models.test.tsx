// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ModelStatus } from '../../../../shared/domain/model'
import { doing, openWindow } from '../../testing/openWindow'
import { larger, readyModel, starter } from '../../testing/samples'

const picker = () => screen.getByRole('button', { name: /^Model: / })
const click = (element: Element) => doing(() => fireEvent.click(element))
const loading: ModelStatus = { kind: 'loading', model: starter, progress: 0.469, isRecovery: false }

describe('the model', () => {
  it.each<{ model: ModelStatus; name: string; words: string }>([
    { model: readyModel, name: 'Model: Qwen2.5 Coder 0.5B Instruct', words: 'Ready · CPU' },
    {
      model: {
        kind: 'ready',
        model: larger,
        offload: { backend: 'cuda', gpuLayers: 30, totalLayers: 36, deviceName: null },
        contextSize: 8192
      },
      name: 'Model: Qwen3 4B',
      words: 'Ready · GPU 30/36'
    },
    { model: loading, name: 'Model: Qwen2.5 Coder 0.5B Instruct', words: 'Loading 46 %' },
    {
      model: { kind: 'failed', model: larger, error: { code: 'model.invalidFile', params: { file: 'a.gguf', fault: { kind: 'empty' } } } },
      name: 'Model: Qwen3 4B',
      words: 'Could not be loaded'
    },
    { model: { kind: 'none' }, name: 'Model: none', words: 'No model loaded' }
  ])('says how it is doing: $words', async ({ model, name, words }) => {
    await openWindow([], { model })
    expect(picker().getAttribute('aria-label')).toBe(name)
    expect(picker().textContent).toContain(words)
  })

  it('is shown while it loads, can be cancelled, and can be loaded then', async () => {
    const { bridge, emit } = await openWindow([], { model: loading })
    expect(screen.getByText('Loading Qwen2.5 Coder 0.5B Instruct')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.469')
    await click(screen.getByRole('button', { name: 'Cancel' }))
    expect(bridge.inputsOf('model.cancelLoad')).toHaveLength(1)
    await emit('model.changed', { model: { kind: 'none' }, models: [starter] })
    expect(screen.queryByRole('progressbar')).toBeNull()
    await click(screen.getByRole('button', { name: 'Load Qwen2.5 Coder 0.5B Instruct' }))
    expect(bridge.inputsOf('model.load')).toEqual([{ modelId: starter.id }])
  })

  it('says why it could not be loaded, and tries again', async () => {
    const error = {
      code: 'model.invalidFile',
      params: { file: 'notes.gguf', fault: { kind: 'notGguf', lookalike: 'unknown', startsWith: 'PK' } }
    } as const
    const { bridge } = await openWindow([], { model: { kind: 'failed', model: larger, error } })
    expect(screen.getByRole('alert').textContent).toContain('It starts with “PK”.')
    await click(screen.getByRole('button', { name: 'Try again' }))
    expect(bridge.inputsOf('model.load')).toEqual([{ modelId: larger.id }])
  })

  it('says that it is started again after it died', async () => {
    await openWindow([], { model: { ...loading, isRecovery: true } })
    expect(screen.getByText('Starting Qwen2.5 Coder 0.5B Instruct again')).toBeTruthy()
  })

  it('is chosen from the list; the present one is marked and not loaded again', async () => {
    const { bridge } = await openWindow([], { models: [starter, larger] })
    await click(picker())
    expect(screen.getByRole('menuitemradio', { name: /Qwen2\.5/ }).getAttribute('aria-checked')).toBe('true')
    await click(screen.getByRole('menuitemradio', { name: /Qwen3 4B.*2\.5 GB/ }))
    expect(bridge.inputsOf('model.load')).toEqual([{ modelId: larger.id }])
  })

  it('can stop loading from the list too', async () => {
    const { bridge } = await openWindow([], { models: [starter, larger], model: loading })
    await click(picker())
    await click(screen.getByRole('menuitem', { name: 'Cancel loading' }))
    expect(bridge.inputsOf('model.cancelLoad')).toHaveLength(1)
  })
})
