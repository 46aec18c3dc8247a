import type { ReactElement } from 'react'
import type { Message } from '../../../../shared/domain/message'
import { useReadingPreferences } from '../../state/preferencesStore'
import { dayWords, isSameDay } from '../../../../shared/i18n/dateWords'

/** Whether a new day begins with a message. A chat of today begins without saying so. */
export const beginsDay = (message: Message, before: Message | undefined, today: Date): boolean =>
  !isSameDay(message.createdAt, before?.createdAt ?? today.getTime())

/** The day, between messages of different days, for whom wants dates. */
export function DateLine({ at, today }: { at: number; today: Date }): ReactElement | null {
  const { showTimes } = useReadingPreferences()
  if (!showTimes) return null
  return (
    <p className="date-line">
      <time dateTime={new Date(at).toISOString()}>{dayWords(at, today)}</time>
    </p>
  )
}
