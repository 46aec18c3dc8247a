import type { ReactElement } from 'react'
import { announcementChoices, defaultReading, followChoices, type ReadingPreferences } from '../../../../shared/domain/readingPreferences'
import { t } from '../../../../shared/i18n/translate'
import { changePreferences, useReadingPreferences } from '../../state/preferencesStore'
import { writingKeys } from '../../state/sendKeys'
import { useChordWords } from '../../state/shortcutStore'
import { FindableChoiceRow } from './FindableChoiceRow'
import { ResetButton } from './ResetButton'
import { SwitchRow } from './SwitchRow'

const names = Object.keys(defaultReading) as (keyof ReadingPreferences)[]

/** How replies are read, and messages written. */
export function ReadingSection(): ReactElement {
  const chosen = useReadingPreferences()
  const words = useChordWords()
  const enterWords = (sends: boolean): { send: string; newLine: string } => {
    const { send, newLine } = writingKeys(sends)
    return { send: words(send), newLine: words(newLine) }
  }
  return (
    <>
      <FindableChoiceRow
        name={t('settings.reading.follow.name')}
        hint={t('settings.reading.follow.hint')}
        layout="lines"
        choices={followChoices.map((value) => ({ value, label: t(`settings.reading.follow.${value}`) }))}
        value={chosen.follow}
        onChoose={(value) => void changePreferences({ follow: value })}
      />
      <FindableChoiceRow
        name={t('settings.reading.enterSends.name')}
        layout="lines"
        choices={[
          { value: 'sends', label: t('settings.reading.enterSends.sends', enterWords(true)) },
          { value: 'newLine', label: t('settings.reading.enterSends.newLine', enterWords(false)) }
        ]}
        value={chosen.enterSends ? 'sends' : 'newLine'}
        onChoose={(value) => void changePreferences({ enterSends: value === 'sends' })}
      />
      <FindableChoiceRow
        name={t('settings.reading.announcements.name')}
        layout="lines"
        choices={announcementChoices.map((value) => ({ value, label: t(`settings.reading.announcements.${value}`) }))}
        value={chosen.announcements}
        onChoose={(value) => void changePreferences({ announcements: value })}
      />
      <SwitchRow
        name={t('settings.reading.wrapCode.name')}
        hint={t('settings.reading.wrapCode.hint')}
        isOn={chosen.wrapCode}
        onSwitch={(wrapCode) => void changePreferences({ wrapCode })}
      />
      <SwitchRow
        name={t('settings.reading.showTimes.name')}
        isOn={chosen.showTimes}
        onSwitch={(showTimes) => void changePreferences({ showTimes })}
      />
      <ResetButton label={t('settings.reset.reading')} names={names} />
    </>
  )
}
