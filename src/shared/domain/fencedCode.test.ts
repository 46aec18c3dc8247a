import { describe, expect, it } from 'vitest'
import { lastFencedCode } from './fencedCode'

describe('lastFencedCode', () => {
  it('gives the source of the last one, as it was written', () => {
    expect(lastFencedCode('Look:\n```js\nconst a = 1\n\n  a()\n```\nor\n~~~\n```\nnot the end\n~~~\nDone.')).toBe('```\nnot the end')
    expect(lastFencedCode('```js\none\n```\n\n```\n```')).toBe('')
  })

  it('gives what is there while the end is not written', () => {
    expect(lastFencedCode('```py\nfirst\n```\n```py\nprint(1)\npri')).toBe('print(1)\npri')
    expect(lastFencedCode('```py\nfirst\n```\n```py'), 'nothing of the next one is there yet').toBe('first')
  })

  it('takes the quote and the list off that the code stands in, and keeps its own indentation', () => {
    expect(lastFencedCode('1. Do this:\n\n   ```sh\n   cd x\n     ls\n   ```\n')).toBe('cd x\n  ls')
    expect(lastFencedCode('- ```sh\n  ls\n  ```')).toBe('ls')
    expect(lastFencedCode('> ```\n> a\n>   b\n> ```')).toBe('a\n  b')
  })

  it('needs a closing fence at least as long, of the same kind', () => {
    expect(lastFencedCode('````md\n```js\nx\n```\n````')).toBe('```js\nx\n```')
    expect(lastFencedCode('```\r\na\r\n```\r\n')).toBe('a')
  })

  it('finds none in a text without fences', () => {
    expect(lastFencedCode('')).toBeNull()
    expect(lastFencedCode('Use ```x``` and `y`.\n```a`b\nno')).toBeNull()
  })
})
