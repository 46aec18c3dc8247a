import { expect, it } from 'vitest'
import { RecordedEvents } from '../testing/recordedEvents'
import { NoticeBoard } from './noticeBoard'

it('withdraws what is not so any more, and tells windows that', () => {
  const events = new RecordedEvents()
  let count = 0
  const board = new NoticeBoard({ events, newId: () => `n${++count}` })
  let isRead = false
  board.show({ tone: 'error', content: { kind: 'loadFailed', error: { code: 'internal' }, kept: 'A' } }, () => (isRead = true))
  board.show({ tone: 'info', content: { kind: 'recovered' } })
  board.withdraw('loadFailed', 'loadFailedAfterRoom')
  expect(board.notices.map(({ id }) => id)).toEqual(['n2'])
  expect(events.payloads('notice.withdrawn')).toEqual([{ id: 'n1' }])
  board.dismiss('n1')
  expect(isRead, 'nobody has read it').toBe(false)
})
