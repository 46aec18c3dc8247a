// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ModelStatus } from '../../../../shared/domain/model'
import type { ModelsFolderProblem } from '../../../../shared/domain/modelListing'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { larger, readyModel, starter } from '../../testing/samples'

const picker = () => screen.getByRole('button', { name: /^Model: / })
const click = (element: Element) => doing(() => fireEvent.click(element))
const loading = { kind: 'loading', model: starter, progress: 0.469, isRecovery: false } as const
const failedOnCard = (name: string | null): ModelStatus => ({
  kind: 'ready',
  model: starter,
  offload: { backend: 'cpu', gpuLayers: 0, totalLayers: 30, deviceName: null },
  contextSize: 8192,
  recommended: null,
  templateVariables: [],
  failedCard: { name }
})

describe('the model', () => {
  it.each<{ model: ModelStatus; name: string; words: string }>([
    { model: readyModel, name: 'Model: Qwen2.5 Coder 0.5B Instruct', words: 'Ready · CPU' },
    {
      model: {
        kind: 'ready',
        model: larger,
        offload: { backend: 'cuda', gpuLayers: 30, totalLayers: 36, deviceName: null },
        contextSize: 8192,
        recommended: null,
        templateVariables: []
      },
      name: 'Model: Qwen3 4B',
      words: 'Ready · GPU 30/36'
    },
    { model: loading, name: 'Model: Qwen2.5 Coder 0.5B Instruct', words: 'Loading…' },
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
    await emit('model.changed', { model: { kind: 'none' } })
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

  it('whose engine gives no answer while it is loaded is asked about', async () => {
    const { bridge, emit } = await openWindow([], { model: loading })
    expect(screen.queryByRole('button', { name: 'Wait' })).toBeNull()
    await emit('model.silent', { silence: { loading: 15, generating: null } })
    expect(screen.getByText('46 % · No answer for 15 s.')).toBeTruthy()
    await click(screen.getByRole('button', { name: 'Wait' }))
    await click(screen.getByRole('button', { name: 'Start again' }))
    expect(bridge.inputsOf('model.waitForEngine')).toEqual([{ work: 'loading' }])
    expect(bridge.inputsOf('model.restartEngine')).toEqual([{ work: 'loading' }])
    await emit('model.silent', { silence: { loading: null, generating: null } })
    expect(screen.queryByText(/No answer/)).toBeNull()
  })

  it('says that it is started again after it died', async () => {
    await openWindow([], { model: { ...loading, isRecovery: true } })
    expect(screen.getByText('Starting Qwen2.5 Coder 0.5B Instruct again')).toBeTruthy()
  })

  it('says what it waits for, and what was ended for it, where both may not fit into the memory', async () => {
    const { emit } = await openWindow([], { model: { ...loading, makingRoom: { model: 'Qwen3 4B', state: 'replying' } } })
    expect(screen.getByText('Both may not fit into the memory, so “Qwen3 4B” finishes its reply first and is then ended.')).toBeTruthy()
    await emit('model.changed', { model: { ...loading, makingRoom: { model: 'Qwen3 4B', state: 'ended' } } })
    expect(screen.getByText('46 % · “Qwen3 4B” was ended first, because both may not fit into the memory.')).toBeTruthy()
  })

  it('says what context it is loaded again with, and that it is itself that has no room twice', async () => {
    const again = { ...loading, context: { tokens: 16_384 } }
    const { emit } = await openWindow([], { model: { ...again, makingRoom: { model: loading.model.name, state: 'replying' } } })
    expect(screen.getByText('Loading Qwen2.5 Coder 0.5B Instruct with a context of 16,384 tokens')).toBeTruthy()
    expect(screen.getByText('There may not be room for it twice, so it finishes its reply first and is then ended.')).toBeTruthy()
    await emit('model.changed', { model: { ...again, makingRoom: { model: loading.model.name, state: 'ended' } } })
    expect(screen.getByText('46 % · It was ended first, because there may not be room for it twice.')).toBeTruthy()
    await emit('model.changed', { model: { ...loading, context: { tokens: null } } })
    expect(screen.getByText('Loading Qwen2.5 Coder 0.5B Instruct with its automatic context')).toBeTruthy()
  })

  it.each([
    ['Radeon 9', '“Radeon 9” could not be used for this model.'],
    [null, 'The graphics card could not be used for this model.']
  ])('says which graphics card failed with it (%s), and tries it again', async (name, words) => {
    const { bridge } = await openWindow([], { model: failedOnCard(name) })
    await click(picker())
    expect(screen.getByText(words)).toBeTruthy()
    await click(screen.getByRole('menuitem', { name: 'Try the graphics card again' }))
    expect(bridge.inputsOf('model.retryGraphics')).toHaveLength(1)
  })

  it('has nothing to try again where no card failed', async () => {
    await openWindow([])
    await click(picker())
    expect(screen.queryByRole('menuitem', { name: 'Try the graphics card again' })).toBeNull()
  })

  it('is chosen from the list; the present one is marked and not loaded again', async () => {
    const { bridge } = await openWindow([], { models: [starter, larger] })
    await click(picker())
    expect(screen.getByRole('menuitemradio', { name: /Qwen2\.5/ }).getAttribute('aria-checked')).toBe('true')
    await click(screen.getByRole('menuitemradio', { name: /Qwen3 4B.*2\.5 GB/ }))
    expect(bridge.inputsOf('model.load')).toEqual([{ modelId: larger.id }])
  })

  it('is looked for again whenever the list is opened, and what is found appears in it', async () => {
    const { bridge, emit } = await openWindow([], { models: [starter] })
    const before = bridge.inputsOf('model.list').length
    await click(picker())
    expect(bridge.inputsOf('model.list')).toHaveLength(before + 1)
    expect(screen.queryByRole('menuitemradio', { name: /Qwen3/ })).toBeNull()
    await emit('model.listed', { models: [starter, larger], listing: { status: 'listed', problems: [] } })
    expect(screen.getByRole('menuitemradio', { name: /Qwen3/ })).toBeTruthy()
  })

  it('is told from one of the same name in another folder, and one with a missing file says so', async () => {
    const models = ['folder:a.gguf', 'folder:maker/set/a.gguf', 'folder:b-00001-of-00003.gguf'].map((id) => ({
      ...larger,
      id,
      name: 'Same'
    }))
    await openWindow([], { models: models.map((file, index) => (index === 2 ? { ...file, missingPart: { part: 2, parts: 3 } } : file)) })
    await click(picker())
    expect(screen.getAllByRole('menuitemradio').map((item) => item.textContent)).toEqual([
      'SameQ4_K_M2.5 GB',
      'Samein maker/setQ4_K_M2.5 GB',
      'SameFile 2 of 3 is missing.Q4_K_M2.5 GB'
    ])
  })

  it.each([
    ['empty', 'The file is empty.'],
    ['notGguf', 'This is not a GGUF model.'],
    ['truncated', 'The file is not complete.'],
    ['nonsense', 'The file is damaged.'],
    ['inaccessible', 'The file cannot be opened.'],
    ['directory', 'This is a folder, not a model file.'],
    ['wrongPart', 'One of its files is in the place of another one.'],
    ['refused', 'It could not be loaded.'],
    ['endsEngine', 'It could not be loaded.']
  ] as const)('that cannot be used is marked in the list (%s), and can be picked to read why', async (fault, words) => {
    const { bridge } = await openWindow([], { models: [starter, { ...larger, fault }] })
    await click(picker())
    const item = screen.getByRole('menuitemradio', { name: /Qwen3 4B/ })
    expect(item.textContent).toContain(words)
    expect(item.className).toContain('faulty')
    expect(screen.getByRole('menuitemradio', { name: /Qwen2\.5/ }).className).not.toContain('faulty')
    await click(item)
    expect(bridge.inputsOf('model.load')).toEqual([{ modelId: larger.id }])
  })

  it('that is whole is offered first where none is loaded', async () => {
    await openWindow([], { models: [{ ...larger, fault: 'empty' }, starter], model: { kind: 'none' } })
    expect(screen.getByRole('button', { name: 'Load Qwen2.5 Coder 0.5B Instruct' })).toBeTruthy()
  })

  it.each<{ problem: ModelsFolderProblem; words: RegExp }>([
    { problem: { kind: 'notAFolder' }, words: /is a file named “models”/ },
    { problem: { kind: 'linksToItself' }, words: /leads back to itself/ },
    { problem: { kind: 'unreadable', folder: null }, words: /models folder cannot be read/ },
    { problem: { kind: 'unreadable', folder: 'a/b' }, words: /“a\/b” in the models folder cannot be read/ },
    { problem: { kind: 'unresponsive', folder: null }, words: /models folder does not answer/ },
    { problem: { kind: 'unresponsive', folder: 'nas' }, words: /“nas” in the models folder does not answer/ },
    { problem: { kind: 'tooMany', limit: 1000 }, words: /after 1,000 files/ },
    { problem: { kind: 'tooDeep', limit: 5 }, words: /more than 5 levels down/ }
  ])('is listed beside what is wrong with the folder: $problem', async ({ problem, words }) => {
    await openWindow([], { models: [starter], listing: { status: 'listed', problems: [problem] } })
    await click(picker())
    expect(screen.getByRole('group', { name: 'Models folder' }).textContent).toMatch(words)
    expect(screen.getByRole('menuitemradio', { name: /Qwen2\.5 Coder/ })).toBeTruthy()
  })

  it('says that it looks while it looks, and that there is none once it has looked', async () => {
    const { emit } = await openWindow([], { models: [], listing: { status: 'listing', problems: [] }, model: { kind: 'none' } })
    await click(picker())
    expect(screen.getByText('Looking into the models folder…')).toBeTruthy()
    await emit('model.listed', { models: [], listing: { status: 'listed', problems: [] } })
    expect(screen.getByText('There is no model on this computer yet.')).toBeTruthy()
  })

  it('can be put into a folder that the list and the first page open', async () => {
    const { bridge } = await openWindow([])
    await click(screen.getByRole('button', { name: 'More about models' }))
    await click(screen.getByRole('button', { name: 'Open the models folder' }))
    await doing(() => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' }))
    await click(picker())
    await click(screen.getByRole('menuitem', { name: 'Open the models folder' }))
    expect(bridge.inputsOf('model.openFolder')).toEqual([{}, {}])
  })

  it('says where that folder is when it cannot be opened', async () => {
    const { bridge } = await openWindow([])
    bridge.answer('model.openFolder', () => {
      throw new Refused({ code: 'folder.notOpened', params: { folder: '/data/models' } })
    })
    await click(screen.getByRole('button', { name: 'More about models' }))
    await click(screen.getByRole('button', { name: 'Open the models folder' }))
    expect(screen.getByRole('alert').textContent).toContain('The models folder could not be opened.It is /data/models.')
  })

  it('can stop loading from the list too', async () => {
    const { bridge } = await openWindow([], { models: [starter, larger], model: loading })
    await click(picker())
    await click(screen.getByRole('menuitem', { name: 'Cancel loading' }))
    expect(bridge.inputsOf('model.cancelLoad')).toHaveLength(1)
  })
})
