import { describe, expect, it } from 'vitest'
import { storedShortcuts } from './storedShortcuts'

describe('storedShortcuts', () => {
  it('reads each for itself, and leaves out what is of no command or no keys', () => {
    expect(storedShortcuts.parse({ newChat: 'Mod+KeyJ', tryAgain: null, gone: 'F8', stop: 7, nextChat: 'Ctrl-X' })).toEqual({
      newChat: 'Mod+KeyJ',
      tryAgain: null
    })
    for (const other of [undefined, null, 7, [], 'x']) expect(storedShortcuts.parse(other)).toEqual({})
  })
})
