// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '../../state/appStore'
import { FakeBridge, Refused } from '../../testing/fakeBridge'
import { resetState } from '../../testing/resetState'
import { GrowingText } from '../GrowingText'
import { MessageLink } from './MessageLink'

const runs = process.env.HEARTH_FAULTS === 'full' ? 2_000 : 200
let bridge: FakeBridge
beforeEach(() => {
  resetState()
  bridge = new FakeBridge()
  window.hearth = bridge
})
afterEach(cleanup)

describe('a link of a message', () => {
  it('asks main to open it, and goes nowhere by itself', () => {
    render(<MessageLink href="https://Example.com/a">docs</MessageLink>)
    const link = screen.getByRole('link', { name: 'docs' })
    expect(fireEvent.click(link), 'the page stays').toBe(false)
    expect(bridge.inputsOf('link.open')).toEqual([{ url: 'https://example.com/a' }])
  })

  it('has its true address as its description, and shows it to the keyboard', async () => {
    render(<MessageLink href="https://аpple.com/a">docs</MessageLink>)
    const link = screen.getByRole('link', { name: 'docs' })
    expect(link.getAttribute('aria-description')).toBe('https://xn--pple-43d.com/a')
    expect(link.getAttribute('href')).toBe('https://xn--pple-43d.com/a')
    fireEvent.focus(link)
    await waitFor(() => expect(document.querySelector('.tooltip.address')?.textContent).toBe('https://xn--pple-43d.com/a'))
  })

  it.each([
    ['bank.example', 'https://evil.example/', 'bank.example (evil.example)'],
    ['https://bank.example/login', 'https://evil.example/', 'https://bank.example/login (evil.example)'],
    ['аpple.com', 'https://аpple.com/', 'аpple.com (xn--pple-43d.com)'],
    ['our site', 'https://bank.example@evil.example/', 'our site (evil.example)'],
    ['https://bank.example@evil.example', 'https://bank.example@evil.example', 'https://bank.example@evil.example (evil.example)'],
    ['bank.example.evil.example', 'https://evil.example/', 'bank.example.evil.example (evil.example)'],
    ['bank.example/x', 'https://www.bank.example/x', 'bank.example/x'],
    ['https://bank.example/a', 'https://bank.example/a', 'https://bank.example/a'],
    ['the documentation', 'https://evil.example/', 'the documentation'],
    ['ann@example.com', 'mailto:ann@example.com', 'ann@example.com']
  ])('%j to %s reads %j', (text, href, shown) => {
    render(<MessageLink href={href}>{text}</MessageLink>)
    expect(screen.getByRole('link').textContent).toBe(shown)
  })

  it('looks for an address also in emphasized text', () => {
    render(
      <MessageLink href="https://evil.example/">
        <strong>bank</strong>.<em>example</em>
      </MessageLink>
    )
    expect(screen.getByRole('link').textContent).toBe('bank.example (evil.example)')
  })

  it('reads text that grows as it reads other text', () => {
    const { container } = render(
      <MessageLink href="https://evil.example/">
        <GrowingText text={'bank.example\u202e'} />
      </MessageLink>
    )
    expect(screen.getByRole('link').textContent).toBe('bank.example\u202e (evil.example)')
    expect(container.querySelector('[data-code]')).not.toBeNull()
  })

  it('makes control characters visible, also in emphasized text', () => {
    const { container } = render(
      <MessageLink href="https://evil.example/">
        a{'\u202e'}b <strong>{'c\u2066d'}</strong>
      </MessageLink>
    )
    expect([...container.querySelectorAll('bdi[data-code]')].map((control) => control.getAttribute('data-code'))).toEqual([
      'U+202E',
      'U+2066'
    ])
    expect(container.textContent).toContain('a\u202eb c\u2066d')
  })

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '/etc',
    '#a',
    ''
  ])('to %j is text', (href) => {
    const { container } = render(<MessageLink href={href}>docs</MessageLink>)
    expect([container.textContent, container.childElementCount]).toEqual(['docs', 0])
  })

  it('says why it was not opened', async () => {
    bridge.answer('link.open', () => {
      throw new Refused({ code: 'link.notOpened' })
    })
    render(<MessageLink href="mailto:ann@example.com">Ann</MessageLink>)
    fireEvent.click(screen.getByRole('link'))
    await waitFor(() => expect(useAppStore.getState().notices).toHaveLength(1))
    expect(useAppStore.getState().notices[0]?.content).toMatchObject({ kind: 'failure', error: { code: 'link.notOpened' } })
  })

  it('invariant: whatever a link holds, it leads to http, https or mail or is text, and its text is kept', () => {
    const part = fc.constantFrom(
      'https://',
      'javascript:',
      'data:',
      'file:///',
      'a.example',
      '@',
      '\u202e',
      '\n',
      'x',
      '//',
      '\\',
      'mailto:',
      '%00',
      '🔥'
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(part, { maxLength: 8 }), (href, text) => {
        const { container } = render(<MessageLink href={href.join('')}>{text.join('')}</MessageLink>)
        const link = container.querySelector('a')
        expect(link?.getAttribute('href') ?? 'https://').toMatch(/^(https?:\/\/|mailto:)/)
        expect(container.textContent?.startsWith(text.join(''))).toBe(true)
        cleanup()
      }),
      { seed: 20, numRuns: runs }
    )
  })
})
