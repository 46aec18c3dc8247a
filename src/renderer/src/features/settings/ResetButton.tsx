import { RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { defaultPreferences, type WindowPreferences } from '../../../../shared/domain/windowPreferences'
import { t } from '../../../../shared/i18n/translate'
import { changePreferences, usePreferencesStore } from '../../state/preferencesStore'
import { say } from '../../state/viewStore'
import { OutsideSearch } from '../../state/settingsSearch'

/** Brings one section back to what it was at first. It can be taken back like any change. */
export function ResetButton({ label, names }: { label: string; names: readonly (keyof WindowPreferences)[] }): ReactElement {
  const isDefault = usePreferencesStore(({ preferences }) => names.every((name) => preferences[name] === defaultPreferences[name]))
  const reset = (): void => {
    if (isDefault) return
    void changePreferences(Object.fromEntries(names.map((name) => [name, defaultPreferences[name]])))
    say(t('settings.saidReset'))
  }
  return (
    <OutsideSearch>
      <button type="button" className="button setting-reset" aria-disabled={isDefault} onClick={reset}>
        <RotateCcw className="icon" />
        {label}
      </button>
    </OutsideSearch>
  )
}
