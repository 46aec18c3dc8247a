import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { usePreferencesStore } from '../../state/preferencesStore'
import { SettingGroup } from './SettingGroup'
import { TemplateVariableField } from './TemplateVariableField'

/** What the chat template of the model in use asks for, if anything. It belongs to the model and to no chat: what resets a chat leaves it alone. */
export function TemplateVariables(): ReactElement | null {
  const ready = useAppStore(({ model }) => (model.kind === 'ready' ? model : null))
  const values = usePreferencesStore(({ preferences }) => preferences.templateVariables[ready?.model.id ?? ''])
  if (!ready || ready.templateVariables.length === 0) return null
  const { model, templateVariables } = ready
  return (
    <div className="generation-form">
      <SettingGroup title={t('generation.templateVariables.title')}>
        <p className="setting-hint">{t('generation.templateVariables.appliesTo', { model: model.name })}</p>
        {templateVariables.map((variable) => (
          <TemplateVariableField
            key={`${model.id} ${variable.name}`}
            model={model.id}
            variable={variable}
            value={values && Object.hasOwn(values, variable.name) ? (values[variable.name] ?? '') : ''}
          />
        ))}
        <p className="setting-hint">{t('generation.templateVariables.help')}</p>
      </SettingGroup>
    </div>
  )
}
