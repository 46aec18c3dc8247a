// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { AppError } from '../../../../shared/contract/appError'
import { showFailure } from '../../state/windowNotices'
import { openWindow } from '../../testing/openWindow'

/** The sentences of the failure's banner, one for each element that holds them. */
async function sentencesOf(what: string | null, error: AppError): Promise<(string | null)[]> {
  await openWindow([])
  act(() => showFailure(what, error))
  return [...(screen.getByRole('alert').querySelector('.banner-text')?.children ?? [])].map(({ textContent }) => textContent)
}

const fault = 'Something in Hearth went wrong. It has been written to the log.'
const unreadable = ['Your chats cannot be read.', 'The file that holds them is damaged, or Hearth may not read it.'] as const

it('shows the error of a failure alone, without an empty second line', async () => {
  expect(await sentencesOf(null, { code: 'internal' })).toEqual([fault])
})

it('shows below the error what there is to say about it', async () => {
  expect(await sentencesOf(null, { code: 'storage.unreadable' })).toEqual([...unreadable])
})

it('shows what failed, and below it the whole error', async () => {
  expect(await sentencesOf('It failed.', { code: 'internal' })).toEqual(['It failed.', fault])
  expect(await sentencesOf('It failed.', { code: 'storage.unreadable' })).toEqual(['It failed.', unreadable.join(' ')])
})
