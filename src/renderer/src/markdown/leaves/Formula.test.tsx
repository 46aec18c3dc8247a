// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hostileFormulas } from '../testing/hostileFormulas'
import { Formula } from './Formula'
import { isWithinLimits } from './formulaLimits'
import { takeStyleAttributes, type FormulaNode } from './formulaTree'

const runs = process.env.HEARTH_FAULTS === 'full' ? 1_000 : 100

afterEach(cleanup)
// The first one asks for the program that sets formulas.
beforeAll(async () => {
  render(<Formula source="x" isBlock={false} />)
  expect(document.querySelector('code.formula.source')?.textContent, 'its source stands in its place meanwhile').toBe('x')
  await waitFor(() => expect(document.querySelector('.katex')).not.toBeNull(), { timeout: 20_000 })
})

const shown = (source: string, isBlock = false): HTMLElement => render(<Formula source={source} isBlock={isBlock} />).container

describe('a formula', () => {
  it('is set, and read as MathML', () => {
    const { innerHTML } = shown('\\frac{a}{b}')
    expect(innerHTML).toContain('<mfrac>')
    expect(document.querySelector('math')).not.toBeNull()
    expect(document.querySelector('.katex-html')?.getAttribute('aria-hidden')).toBe('true')
    expect(document.querySelector('.formula')?.getAttribute('dir')).toBe('ltr')
  })

  it('stands alone where it is a block', () => {
    expect(shown('x', true).querySelector('.formula.block .katex-display')).not.toBeNull()
  })

  it('may stand in two places', () => {
    const one = shown('x^2')
    const other = shown('x^2')
    expect(one.querySelector('math')).not.toBeNull()
    expect(other.querySelector('math')).not.toBeNull()
  })

  it.each(['\\frac{a}', '\\begin{matrix} 1', 'a}', '\\undefined', '$', '#', ''])('that has a mistake shows its source: %j', (source) => {
    const element = shown(source)
    expect(element.textContent).toContain(source)
    expect(element.querySelector('[style]')).toBeNull()
  })

  it('shows the same source again when it is corrected, and is then set', () => {
    const { rerender, container } = render(<Formula source={'\\frac{a}'} isBlock={false} />)
    expect(container.querySelector('code')?.textContent).toBe('\\frac{a}')
    rerender(<Formula source={'\\frac{a}{b}'} isBlock={false} />)
    expect(container.querySelector('mfrac')).not.toBeNull()
  })

  it('makes control characters visible in its source', () => {
    expect(shown('\\undefined\u202e').querySelector('.bidi-control')?.getAttribute('data-code')).toBe('U+202E')
  })

  it('leaves no style to be set as an attribute, which the policy of the page would refuse', () => {
    const attributesMade: Record<string, string>[] = []
    const svg: FormulaNode = {
      attributes: { style: 'width:0.4em;height:2em', viewBox: '0 0 1 1' },
      toNode() {
        attributesMade.push(this.attributes ?? {})
        return document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      }
    }
    takeStyleAttributes({ children: [null, svg], toNode: () => document.createElement('span') })
    const made = svg.toNode() as SVGElement
    expect(attributesMade).toEqual([{ viewBox: '0 0 1 1' }])
    expect([made.style.width, made.style.height]).toEqual(['0.4em', '2em'])
    expect(shown('\\vec{x}').querySelector('svg')?.style.width).toMatch(/em$/)
  })

  it('follows no link, takes no style or class of the text and loads nothing', () => {
    for (const source of [
      '\\href{javascript:alert(1)}{x}',
      '\\includegraphics{https://example.com/a.png}',
      '\\htmlClass{app}{x}',
      '\\url{https://a.example}'
    ]) {
      const element = shown(source)
      expect(element.querySelector('a, img, .app'), source).toBeNull()
    }
  })
})

describe('a formula that is a bomb', () => {
  it.each(hostileFormulas)('%s: is small or is text', (_name, source) => {
    const element = shown(source, true)
    expect(element.querySelectorAll('*').length).toBeLessThan(25_000)
    let depth = 0
    for (let at = element.querySelector('.katex-html'); at; at = at.firstElementChild) depth += 1
    expect(depth).toBeLessThan(400)
    // What it is shown as does not depend on how fast this computer is.
    expect(element.querySelector('math') !== null || element.querySelector('code')?.textContent === source).toBe(true)
  })

  it('has its sizes limited', () => {
    const heights = [...shown('\\rule{500000em}{500000em}').querySelectorAll<HTMLElement>('[style]')].map(({ style }) =>
      Math.max(parseFloat(style.height) || 0, parseFloat(style.borderTopWidth) || 0, parseFloat(style.borderRightWidth) || 0)
    )
    expect(Math.max(...heights)).toBeLessThanOrEqual(20)
  })

  it('says that it is too large, and is there as text', () => {
    shown(`${'{'.repeat(100)}x${'}'.repeat(100)}`)
    expect(screen.getByText(/too large to be shown/)).toBeTruthy()
  })

  it('invariant: any text is set or stays text, and no piece of it becomes markup', () => {
    const piece = fc.constantFrom(
      ...[
        '\\frac',
        '\\sqrt',
        '{',
        '}',
        '^',
        '_',
        '\\left(',
        '\\right)',
        '&',
        '\\\\',
        '\\begin{matrix}',
        '\\end{matrix}',
        '\\def\\x',
        '\\x',
        '#1',
        '$'
      ],
      ...[
        '<img src=x>',
        '<script>',
        '\\text{<b>}',
        '\\href{javascript:1}{a}',
        '\\vec',
        '\\color{red}',
        '\\kern-100em',
        '\\ce',
        'x',
        '1',
        ' ',
        '🔥',
        '\u202e',
        '\ud800',
        '%'
      ]
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, isBlock) => {
        const source = pieces.join('')
        const element = shown(source, isBlock)
        expect(element.querySelector('script, img, iframe, a, b')).toBeNull()
        expect(element.querySelector('math') !== null || element.querySelector('code')?.textContent === source).toBe(true)
        cleanup()
      }),
      { seed: 20, numRuns: runs }
    )
  })

  it('has its limits where no formula of a book reaches them', () => {
    const matrix = `\\begin{pmatrix}${Array.from({ length: 20 }, () => Array.from({ length: 20 }, () => 'a_{ij}').join('&'))
      .join('\\\\')
      .slice(0, 3_900)}`
    expect(isWithinLimits(matrix)).toBe(true)
    expect(
      isWithinLimits(
        '\\sum_{i=1}^{n} \\int_0^\\infty \\frac{\\partial f}{\\partial x_{i_{j_k}}} \\, d\\mathbf{x} = \\left( \\sqrt{\\frac{a}{b}} \\right)'
      )
    ).toBe(true)
    expect(
      isWithinLimits(
        '\\alpha\\beta\\gamma\\delta\\epsilon\\zeta\\eta\\theta\\iota\\kappa\\lambda\\mu\\nu\\xi\\pi\\rho\\sigma\\tau\\phi\\chi\\psi\\omega'
      )
    ).toBe(true)
  })
})
