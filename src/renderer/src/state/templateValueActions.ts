import type { ModelId } from '../../../shared/domain/ids'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { noteChange, usePreferencesStore } from './preferencesStore'
import { showFailure } from './windowNotices'

/**
 * For every chat with this model; empty: nothing is given. Main tries it first and publishes what it has saved. `refused`: the template cannot be
 * rendered with it; who shows what was typed says so. `failed`: it could not be saved, and the person is told.
 */
export async function setTemplateValue(modelId: ModelId, name: string, value: string): Promise<'saved' | 'refused' | 'failed'> {
  const before = usePreferencesStore.getState().confirmed.templateVariables
  const result = await call('model.setTemplateValue', { modelId, name, value })
  if (result.ok) {
    noteChange({ templateVariables: before })
    return 'saved'
  }
  if (result.error.code === 'generation.templateRefused') return 'refused'
  showFailure(t('settings.notSaved'), result.error)
  return 'failed'
}

/** For a value that was refused when its field had gone. */
export const tellRefused = (): void => showFailure(t('settings.notSaved'), { code: 'generation.templateRefused' })
