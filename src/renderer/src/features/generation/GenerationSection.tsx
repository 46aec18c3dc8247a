import { RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { defaultChoice } from '../../../../shared/domain/presets'
import { DEFAULT_WHEN_FULL } from '../../../../shared/domain/whenFull'
import { withWhenFull } from '../../../../shared/domain/withWhenFull'
import { t } from '../../../../shared/i18n/translate'
import { changePreferences, usePreferencesStore } from '../../state/preferencesStore'
import { say } from '../../state/viewStore'
import { Findable, OutsideSearch } from '../../state/settingsSearch'
import { GenerationForm } from './GenerationForm'
import { PresetList } from './PresetList'
import { TemplateVariables } from './TemplateVariables'
import { WhenFullSetting } from './WhenFullSetting'

/** In the settings: the person's presets, and what every chat is generated with that has no settings of its own. */
export function GenerationSection(): ReactElement {
  const choice = usePreferencesStore(({ preferences }) => preferences.generation)
  const own = usePreferencesStore(({ preferences }) => preferences.presets)
  const { presetId, settings, systemPrompt, whenFull = DEFAULT_WHEN_FULL } = choice
  const isPresetOnly = Object.keys(settings).length === 0 && systemPrompt === null
  const isDefault = presetId === defaultChoice.presetId && isPresetOnly && whenFull === DEFAULT_WHEN_FULL
  const reset = (): void => {
    if (isDefault) return
    void changePreferences({ generation: defaultChoice })
    say(t('settings.saidReset'))
  }
  return (
    <>
      <Findable texts={[t('presets.own'), ...own.map(({ name }) => name)]}>
        <PresetList />
      </Findable>
      <OutsideSearch>
        <p className="setting-hint">{t('generation.appliesToAll')}</p>
      </OutsideSearch>
      <GenerationForm
        scope="every"
        choice={choice}
        canManage={false}
        onChange={(change) => changePreferences({ generation: change(usePreferencesStore.getState().preferences.generation) })}
        onRestore={() => void changePreferences({ generation: choice })}
      />
      <WhenFullSetting
        choice={choice}
        unchanged={DEFAULT_WHEN_FULL}
        onChange={(next) =>
          void changePreferences({ generation: withWhenFull(usePreferencesStore.getState().preferences.generation, next) })
        }
      />
      <OutsideSearch>
        <button type="button" className="button setting-reset" aria-disabled={isDefault} onClick={reset}>
          <RotateCcw className="icon" />
          {t('settings.reset.generation')}
        </button>
      </OutsideSearch>
      <TemplateVariables />
    </>
  )
}
