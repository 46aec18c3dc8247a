import { expect, it } from 'vitest'
import { commandIds, definitionOf } from '../../shared/domain/commands'
import { acceleratorOf } from './accelerator'

it('has Electron’s words for the keys of every command', () => {
  const words = commandIds.flatMap((id) => {
    const { keys } = definitionOf(id)
    return keys === null ? [] : [acceleratorOf(keys, null)]
  })
  expect(words).toEqual([
    ...['CmdOrCtrl+N', 'CmdOrCtrl+Shift+Up', 'CmdOrCtrl+Shift+Down'],
    ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `CmdOrCtrl+${digit}`),
    ...[
      'Esc',
      'CmdOrCtrl+Shift+R',
      'CmdOrCtrl+Shift+C',
      'CmdOrCtrl+Shift+;',
      'Shift+Esc',
      'CmdOrCtrl+B',
      'CmdOrCtrl+I',
      'CmdOrCtrl+Plus',
      'CmdOrCtrl+-',
      'CmdOrCtrl+0',
      'CmdOrCtrl+,',
      'CmdOrCtrl+Shift+P',
      'CmdOrCtrl+/'
    ]
  ])
})

it('names the letter that the layout has there, where it is one that Electron knows', () => {
  const layout = new Map([
    ['KeyN', 'b'],
    ['KeyP', 'з']
  ])
  expect(acceleratorOf('Mod+KeyN', layout)).toBe('CmdOrCtrl+B')
  expect(acceleratorOf('Mod+Shift+KeyP', layout)).toBe('CmdOrCtrl+Shift+P')
  expect(acceleratorOf('Mod+IntlBackslash', layout), 'no word for it').toBeNull()
})
