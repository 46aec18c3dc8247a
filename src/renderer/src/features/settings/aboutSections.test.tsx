// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { readyModel } from '../../testing/samples'

async function setUp(section: string, more: Parameters<typeof openWindow>[1] = {}) {
  const opened = await openWindow([], more)
  await opened.emit('app.command', { command: 'showSettings' })
  await doing(() => fireEvent.click(screen.getByRole('tab', { name: section })))
  return opened
}
const click = (name: string) => doing(() => fireEvent.click(screen.getByRole('button', { name })))
const panel = () => screen.getByRole('tabpanel').textContent

it('show the models folder and the model in use as it is', async () => {
  const { bridge, emit } = await setUp('Models')
  expect(panel()).toContain('/data/models')
  expect(panel()).toContain(readyModel.kind === 'ready' ? readyModel.model.name : '?')
  await click('Open the models folder')
  expect(bridge.inputsOf('model.openFolder')).toHaveLength(1)
  await emit('model.changed', { model: { kind: 'none' } })
  expect(panel()).toContain('No model loaded')
  expect(panel()).not.toContain('Runs on')
})

it('show where chats are kept and how large they are, and copy the diagnostics', async () => {
  const { bridge } = await setUp('Privacy and storage')
  bridge.answer('app.diagnostics', () => 'Hearth 1.0')
  expect(panel()).toContain('12 MB')
  await click('Open the data folder')
  await click('Open the log folder')
  expect(bridge.inputsOf('app.openFolder')).toEqual([{ folder: 'data' }, { folder: 'logs' }])
  await click('Copy diagnostics')
  expect(bridge.inputsOf('clipboard.write')).toEqual([{ text: 'Hearth 1.0' }])
})

it('say when the diagnostics cannot be had', async () => {
  const { bridge } = await setUp('Privacy and storage')
  bridge.answer('app.diagnostics', () => {
    throw new Refused({ code: 'internal' })
  })
  await click('Copy diagnostics')
  expect(screen.getByText('The diagnostics could not be copied.', { selector: '.banner *' })).toBeTruthy()
  expect(bridge.inputsOf('clipboard.write')).toEqual([])
})

it('show the versions in a line that can be copied', async () => {
  const { bridge } = await setUp('About')
  expect(panel()).toContain('Hearth 1.0')
  expect(panel()).toContain('MIT')
  await click('Copy the versions')
  expect(bridge.inputsOf('clipboard.write')[0]?.text).toBe(
    'Hearth 1.0, Electron 2.0, Chromium 3.0, Node 4.0, node-llama-cpp 5.0, @photostructure/sqlite 6.0'
  )
})

it('show the licences of the packages when they are asked for, and find them by name and by licence', async () => {
  const { bridge } = await setUp('About')
  const of = (name: string, licence: string, text: string | null) => ({ name, version: '1.0.0', licence, text })
  bridge.answer('app.licences', () => [
    of('katex', 'MIT', 'Do as you like.'),
    of('semver', 'ISC', null),
    { ...of('Chromium', 'BSD-3-Clause', null), file: 'notices.html' }
  ])
  expect(bridge.inputsOf('app.licences')).toEqual([])
  const show = screen.getByRole('button', { name: 'Show the licences' })
  expect(show.getAttribute('aria-expanded')).toBe('false')
  await click('Show the licences')
  const list = () => within(screen.getByRole('list', { name: 'Work by others' }))
  const shown = () => list().getAllByRole('listitem').map(({ textContent }) => textContent) // prettier-ignore
  expect(shown()).toEqual(['katex 1.0.0 MIT', 'semver 1.0.0 ISC', 'Chromium 1.0.0 BSD-3-Clause'])
  for (const details of list().getAllByRole('group')) await doing(() => ((details as HTMLDetailsElement).open = true))
  expect(shown()).toEqual([
    'katex 1.0.0 MITDo as you like.',
    'semver 1.0.0 ISCThe package brings no text of its licence.',
    'Chromium 1.0.0 BSD-3-ClauseIts licence, and those of all that it is made of, are in the file “notices.html”. It is in the folder of Electron’s program.'
  ])
  const search = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search names and licences' })
  await doing(() => fireEvent.change(search, { target: { value: 'isc' } }))
  expect([list().getAllByRole('listitem').length, panel()?.includes('1 entry')]).toEqual([1, true])
  await doing(() => fireEvent.keyDown(search, { key: 'Escape' }))
  expect(search.value).toBe('')
  expect(list().getAllByRole('listitem')).toHaveLength(3)
  await click('Show the licences')
  expect(screen.queryByRole('list', { name: 'Work by others' })).toBeNull()
})

it('say when the licences cannot be read', async () => {
  const { bridge } = await setUp('About')
  bridge.answer('app.licences', () => {
    throw new Refused({ code: 'internal' })
  })
  await click('Show the licences')
  expect(screen.getByText('The licences could not be read.', { selector: '.banner *' })).toBeTruthy()
})
