// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { doing, openWindow } from '../../testing/openWindow'

it.each([
  ['a letter', { key: 'a', code: 'KeyA' }, true],
  ['what is pasted', { key: 'v', code: 'KeyV', ctrlKey: true }, true],
  ['what is pasted on a layout without Latin letters', { key: 'м', code: 'KeyV', ctrlKey: true }, true],
  ['what is pasted where V is in another place', { key: 'v', code: 'Period', ctrlKey: true }, true],
  ['what is pasted by its other keys', { key: 'Insert', code: 'Insert', shiftKey: true }, true],
  ['the first key of an accented letter', { key: 'Dead', code: 'BracketLeft' }, true],
  ['the key of another layout where V would be', { key: 'k', code: 'KeyV', ctrlKey: true }, false],
  ['a space', { key: ' ', code: 'Space' }, false]
])('%s goes to the message box where nothing else takes it, or does not', async (_, keys, goes) => {
  await openWindow([])
  const button = screen.getByRole('button', { name: 'Settings' })
  button.focus()
  await doing(() => fireEvent.keyDown(button, keys))
  expect(document.activeElement === screen.getByRole('textbox', { name: 'Message' })).toBe(goes)
})
