// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showToast, Toasts } from './Toasts'

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const region = () => screen.getByRole('region', { name: 'Notifications' })
const shown = (text: string) => screen.queryByText(text)

beforeEach(() => {
  vi.useFakeTimers()
  render(<Toasts regionName="Notifications" closeName="Close" />)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('shows a sentence for ten seconds, with the one thing to do about it', async () => {
  const run = vi.fn()
  act(() => void showToast('It was deleted.', { name: 'Undo', run }))
  await pass(9_900)
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(run).toHaveBeenCalledTimes(1)
  await pass(1_000)
  expect(shown('It was deleted.')).toBeNull()
  act(() => void showToast('It was deleted.', { name: 'Undo', run }))
  await pass(11_000)
  expect(shown('It was deleted.')).toBeNull()
  expect(run).toHaveBeenCalledTimes(1)
})

it('waits while the pointer is on it', async () => {
  act(() => void showToast('It was deleted.'))
  fireEvent.mouseEnter(region())
  await pass(60_000)
  expect(shown('It was deleted.')).toBeTruthy()
  fireEvent.mouseLeave(region())
  await pass(11_000)
  expect(shown('It was deleted.')).toBeNull()
})

it('can be reached by the keyboard from anywhere, and waits while it has the focus', async () => {
  act(() => void showToast('It was deleted.', { name: 'Undo', run: () => undefined }))
  fireEvent.keyDown(window, { key: 'F6' })
  expect(document.activeElement).toBe(region())
  await pass(60_000)
  expect(shown('It was deleted.')).toBeTruthy()
})

it('has a button only where there is something to do', () => {
  act(() => void showToast('It was sent.'))
  // Close is in the tree of assistive technology once the region has the pointer or the focus.
  fireEvent.mouseEnter(region())
  expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)).toEqual(['Close'])
})

it('marks those beyond three, the oldest, so that they are not shown until there is room', () => {
  for (const text of ['1', '2', '3', '4', '5']) act(() => void showToast(text))
  const limited = ['5', '4', '3', '2', '1'].map((text) => shown(text)?.closest('.toast')?.hasAttribute('data-limited'))
  expect(limited).toEqual([false, false, false, true, true])
})
