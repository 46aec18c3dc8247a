import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AboutHearth } from '../../shared/domain/aboutHearth'
import { diagnosticsText } from './diagnosticsText'

const about: AboutHearth = {
  versions: { hearth: '0.1.0', electron: '45.4.1', chromium: '150.0', node: '24.1.0', llama: '3.21.1', sqlite: '1.2.1' },
  dataFolder: '/home/ada/.config/Hearth',
  modelsFolder: '/home/ada/.config/Hearth/models',
  logsFolder: '/home/ada/.config/Hearth/logs',
  conversationBytes: 10
}
const textOf = (log: string[], homeFolder = '/home/ada'): string =>
  diagnosticsText({ about, system: 'Linux 6.1 x64', cpu: 'Test', homeFolder, model: { kind: 'none' }, log })

it('names versions, system and model, and what the log says happened', () => {
  const text = textOf([
    '2026-01-01T00:00:00.000Z info Hearth 0.1.0',
    '2026-01-01T00:00:01.000Z error The store:',
    '  | Error: no',
    '  |     at open (/home/ada/hearth/out/main/index.js:1:2)'
  ])
  expect(text).toContain('electron 45.4.1')
  expect(text).toContain('system: Linux 6.1 x64')
  expect(text).toContain('model: none')
  expect(text).toContain('error The store\n  | Error\n  |     at open (~/hearth/out/main/index.js:1:2)')
})

it('never has what an error quotes, nor the home folder', () => {
  const secret = fc.stringMatching(/^Secret[a-z ]{4,40}$/)
  fc.assert(
    fc.property(secret, (said) => {
      const text = textOf([
        `2026-01-01T00:00:00.000Z error In the window: SyntaxError: ${said}`,
        `  | SyntaxError: ${said}`,
        `  | ${said}`,
        `  |     at ${said}`,
        `2026-01-01T00:00:00.000Z warn A generation failed (EngineFailure: failed: ${said})`,
        `2026-01-01T00:00:00.000Z info engine: ${said}`,
        '2026-01-01T00:00:00.000Z warn /home/ada/x is no folder'
      ])
      expect(text).not.toContain(said.slice(0, 10))
      expect(text).not.toContain('ada')
    })
  )
})

it('knows the home folder of Windows in each of its forms', () => {
  const text = textOf(
    ['T warn C:\\Users\\Ada B\\x', 'T warn file:///C:/Users/Ada%20B/x', 'T warn c:\\\\Users\\\\Ada B\\\\x'],
    'C:\\Users\\Ada B'
  )
  expect(text).not.toContain('Ada')
})
