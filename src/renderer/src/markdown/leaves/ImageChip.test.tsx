// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { ImageChip } from './ImageChip'

afterEach(cleanup)

describe('a picture of a message', () => {
  it.each([
    ['A cat', 'https://cats.example/1.png', 'Image: A cat, cats.example'],
    ['A cat', 'https://кот.example/1.png', 'Image: A cat, xn--j1aim.example'],
    ['A cat', 'cat.png', 'Image: A cat'],
    ['A cat', 'data:image/png;base64,AAAA', 'Image: A cat'],
    ['A cat', 'javascript:alert(1)', 'Image: A cat'],
    ['', 'https://cats.example/1.png', 'Image, cats.example'],
    ['  ', '', 'Image']
  ])('%j from %j is named “%s” and never loaded', (alt, src, name) => {
    const { container } = render(<ImageChip alt={alt} src={src} />)
    expect(screen.getByRole('img', { name })).toBeTruthy()
    expect(container.querySelector('img, [src], [href], [style]')).toBeNull()
    expect(screen.getByTitle('Hearth does not load images.')).toBeTruthy()
  })

  it('makes control characters visible', () => {
    const { container } = render(<ImageChip alt={'gnp\u202e.exe'} src="" />)
    expect(container.querySelector('.bidi-control')?.getAttribute('data-code')).toBe('U+202E')
  })
})
