import type { ReactElement } from 'react'
import { useReadingPreferences } from '../../state/preferencesStore'
import { dateAndTimeWords, timeWords } from '../../../../shared/i18n/dateWords'

/** When a message was written, for whom wants times. */
export function MessageTime({ at }: { at: number }): ReactElement | null {
  const { showTimes } = useReadingPreferences()
  if (!showTimes) return null
  return (
    <time className="message-time reveal" dateTime={new Date(at).toISOString()} title={dateAndTimeWords(at)}>
      {timeWords(at)}
    </time>
  )
}
