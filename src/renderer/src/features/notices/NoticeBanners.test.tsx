// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { AppError } from '../../../../shared/contract/appError'
import type { Notice } from '../../../../shared/contract/notice'
import type { ModelStatus } from '../../../../shared/domain/model'
import { showFailure } from '../../state/windowNotices'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, larger, readyModel } from '../../testing/samples'

/** The sentences of the failure's banner, one for each element that holds them. */
async function sentencesOf(what: string | null, error: AppError): Promise<(string | null)[]> {
  await openWindow([])
  act(() => showFailure(what, error))
  return [...(screen.getByRole('alert').querySelector('.banner-text')?.children ?? [])].map(({ textContent }) => textContent)
}

const gone = 'What you tried to use is not there any more.'
const unreadable = ['Your chats cannot be read.', 'The file that holds them is damaged, or Hearth may not read it.'] as const

it('shows the error of a failure alone, without an empty second line', async () => {
  expect(await sentencesOf(null, { code: 'request.unknown' })).toEqual([gone])
})

it('shows below the error what there is to say about it', async () => {
  expect(await sentencesOf(null, { code: 'storage.unreadable' })).toEqual([...unreadable])
})

it('shows what failed, and below it the whole error', async () => {
  expect(await sentencesOf('It failed.', { code: 'request.unknown' })).toEqual(['It failed.', gone])
  expect(await sentencesOf('It failed.', { code: 'storage.unreadable' })).toEqual(['It failed.', unreadable.join(' ')])
})

it('offers to try a graphics card again that failed, while the model that it failed with is in use', async () => {
  const notice: Notice = { id: 'n', tone: 'warning', content: { kind: 'graphicsFailed', device: 'Radeon 9', because: 'fault' } }
  const model = { ...readyModel, failedCard: { name: 'Radeon 9' } } as ModelStatus
  const { bridge, emit } = await openWindow([], { model, notices: [notice] })
  const button = () => screen.queryByRole('button', { name: 'Try the graphics card again' })
  expect(screen.getByText('The graphics card “Radeon 9” failed while the model was being loaded.')).toBeTruthy()
  await emit('model.changed', { model: { kind: 'loading', model: larger, progress: 0, isRecovery: false } })
  expect(button()).toBeNull()
  await emit('model.changed', { model })
  await doing(() => fireEvent.click(button() as HTMLElement))
  expect(bridge.inputsOf('model.retryGraphics')).toHaveLength(1)
  expect(bridge.inputsOf('app.dismissNotice')).toEqual([{ id: 'n' }])
  expect(screen.queryByText('The graphics card “Radeon 9” failed while the model was being loaded.')).toBeNull()
})

/** The same words are in the status region. */
const banners = () => within(document.querySelector<HTMLElement>('.banners') ?? document.body)

it.each(['recovered', 'reloadedAfterStop'] as const)(
  'says that the model is back in the chat where that was news, and in no later one: %s',
  async (kind) => {
    const [first, second] = ['First', 'Second'].map((title) => ({ conversation: aConversation(title), messages: [] }))
    if (!first || !second) throw new Error('two chats')
    const notice: Notice = { id: 'n', tone: 'info', content: { kind } }
    const lasting: Notice = { id: 'm', tone: 'warning', content: { kind: 'settingsUnsaved' } }
    const { bridge, emit } = await openWindow([first, second])
    for (const shown of [notice, lasting]) await emit('notice.shown', { notice: shown })
    expect(banners().getByText(/^The model was (loaded|started) again/)).toBeTruthy()
    await doing(() => fireEvent.click(screen.getByRole('button', { name: /^Second/ })))
    expect(banners().queryByText(/^The model was (loaded|started) again/)).toBeNull()
    expect(bridge.inputsOf('app.dismissNotice'), 'also for the next window').toEqual([{ id: 'n' }])
    expect(banners().getByText(/^Your settings cannot be opened/), 'what is still so stays').toBeTruthy()
  }
)

it('tells no more that the model is back once the next message is sent, or a new chat is begun', async () => {
  const notice: Notice = { id: 'n', tone: 'info', content: { kind: 'recovered' } }
  const { bridge, emit } = await openWindow([])
  const question = aQuestion('c', 'Hello')
  const message = aReply(question, '', growing)
  const conversation = aConversation('Hello', { id: 'c', activeLeafId: message.id })
  bridge.answer('generation.send', () => ({ conversation, userMessage: question, message, generation: aGeneration(message) }))
  const news = (): HTMLElement | null => banners().queryByText('The model was loaded again.')
  await emit('notice.shown', { notice })
  fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'Hello' } })
  await doing(() => fireEvent.keyDown(screen.getByRole('textbox', { name: 'Message' }), { key: 'Enter' }))
  await waitFor(() => expect(news()).toBeNull())
  await emit('notice.shown', { notice: { ...notice, id: 'm' } })
  expect(news()).toBeTruthy()
  await emit('app.command', { command: 'newChat' })
  expect(news()).toBeNull()
})

it('takes a notice away that is not so any more', async () => {
  const notice: Notice = { id: 'n', tone: 'info', content: { kind: 'recovered' } }
  const { emit } = await openWindow([], { notices: [notice] })
  expect(banners().getByText(/was loaded again/)).toBeTruthy()
  await emit('notice.withdrawn', { id: 'n' })
  expect(banners().queryByText(/was loaded again/)).toBeNull()
})
