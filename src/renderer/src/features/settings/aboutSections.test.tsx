// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
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
