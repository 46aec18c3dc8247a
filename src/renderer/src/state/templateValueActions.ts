import type { ModelId } from '../../../shared/domain/ids'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { noteChange, usePreferencesStore } from './preferencesStore'
import { showFailure } from './windowNotices'

const notTaken = { refused: 'generation.templateRefused', untried: 'generation.templateUntried' } as const
/** Why a value is not taken. */
export type NotTaken = keyof typeof notTaken

/**
 * For every chat with this model; empty: nothing is given. Main tries it first and publishes what it has saved. `refused`: the template cannot be
 * rendered with it, `untried`: the engine ended or failed over it; who shows what was typed says so. `failed`: it could not be saved, and the
 * person is told.
 */
export async function setTemplateValue(modelId: ModelId, name: string, value: string): Promise<'saved' | 'failed' | NotTaken> {
  const before = usePreferencesStore.getState().confirmed.templateVariables
  const result = await call('model.setTemplateValue', { modelId, name, value })
  if (result.ok) {
    noteChange({ templateVariables: before })
    return 'saved'
  }
  const { code } = result.error
  if (code === notTaken.refused) return 'refused'
  if (code === notTaken.untried) return 'untried'
  showFailure(t('settings.notSaved'), result.error)
  return 'failed'
}

/** For a value whose field had gone by then. `words`: which one it is, and what counts now. */
export const tellNotTaken = (words: string, why: NotTaken): void => showFailure(words, { code: notTaken[why] })
