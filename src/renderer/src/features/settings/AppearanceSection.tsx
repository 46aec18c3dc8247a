import type { ReactElement } from 'react'
import {
  accents,
  contrastChoices,
  defaultAppearance,
  densities,
  motionChoices,
  readingWidths,
  textSizes,
  themeChoices,
  type Appearance
} from '../../../../shared/domain/appearance'
import { t } from '../../../../shared/i18n/translate'
import { changePreferences, usePreferencesStore } from '../../state/preferencesStore'
import { useShortcutWords } from '../../state/shortcutStore'
import { FindableChoiceRow } from './FindableChoiceRow'
import { ResetButton } from './ResetButton'

const names = Object.keys(defaultAppearance) as (keyof Appearance)[]

/** How the window looks. */
export function AppearanceSection(): ReactElement {
  const chosen = usePreferencesStore(({ preferences }) => preferences)
  const [larger = '', smaller = '', usual = ''] = [
    useShortcutWords('largerText'),
    useShortcutWords('smallerText'),
    useShortcutWords('usualText')
  ]
  return (
    <>
      <FindableChoiceRow
        name={t('settings.appearance.theme.name')}
        layout="cards"
        choices={themeChoices.map((value) => ({
          value,
          label: t(`settings.appearance.theme.${value}`),
          picture: <ThemePicture themes={value === 'system' ? ['light', 'dark'] : [value]} accent={chosen.accent} />
        }))}
        value={chosen.theme}
        onChoose={(value) => void changePreferences({ theme: value })}
      />
      <FindableChoiceRow
        name={t('settings.appearance.contrast.name')}
        hint={t('settings.appearance.contrast.hint')}
        choices={contrastChoices.map((value) => ({ value, label: t(`settings.appearance.contrast.${value}`) }))}
        value={chosen.contrast}
        onChoose={(value) => void changePreferences({ contrast: value })}
      />
      <FindableChoiceRow
        name={t('settings.appearance.accent.name')}
        choices={accents.map((value) => ({
          value,
          label: t(`settings.appearance.accent.${value}`),
          picture: <span className="accent-picture" data-accent={value} aria-hidden />
        }))}
        value={chosen.accent}
        onChoose={(value) => void changePreferences({ accent: value })}
      />
      <FindableChoiceRow
        name={t('settings.appearance.textSize.name')}
        hint={t('settings.appearance.textSize.hint', { larger, smaller, usual })}
        choices={textSizes.map((value) => ({ value, label: t('settings.appearance.textSize.percent', { percent: value }) }))}
        value={chosen.textSize}
        onChoose={(value) => void changePreferences({ textSize: value })}
      />
      <FindableChoiceRow
        name={t('settings.appearance.readingWidth.name')}
        choices={readingWidths.map((value) => ({ value, label: t(`settings.appearance.readingWidth.${value}`) }))}
        value={chosen.readingWidth}
        onChoose={(value) => void changePreferences({ readingWidth: value })}
      />
      <FindableChoiceRow
        name={t('settings.appearance.density.name')}
        choices={densities.map((value) => ({ value, label: t(`settings.appearance.density.${value}`) }))}
        value={chosen.density}
        onChoose={(value) => void changePreferences({ density: value })}
      />
      <FindableChoiceRow
        name={t('settings.appearance.motion.name')}
        choices={motionChoices.map((value) => ({ value, label: t(`settings.appearance.motion.${value}`) }))}
        value={chosen.motion}
        onChoose={(value) => void changePreferences({ motion: value })}
      />
      <ResetButton label={t('settings.reset.appearance')} names={names} />
    </>
  )
}

/** A small window in these themes, side by side. */
function ThemePicture({ themes, accent }: { themes: readonly ('light' | 'dark')[]; accent: string }): ReactElement {
  return (
    <span className="theme-picture" aria-hidden>
      {themes.map((shown) => (
        <span key={shown} className="theme-half" data-theme={shown} data-accent={accent} />
      ))}
    </span>
  )
}
