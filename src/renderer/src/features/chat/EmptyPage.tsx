import type { ReactElement } from 'react'
import type { ModelStatus } from '../../../../shared/domain/model'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { draftStore } from '../../state/draftStore'
import { focusComposer } from '../../state/viewStore'
import { AboutModels } from './AboutModels'

const examples = ['explain', 'polish', 'list', 'note'] as const

/** The page of a new chat: what can be expected, and a few ways to begin. */
export function EmptyPage(): ReactElement {
  const isSmall = useAppStore(({ model, models }) =>
    model.kind === 'ready' || model.kind === 'loading' ? model.model.isStarter : models.every((file) => file.isStarter)
  )
  const starter = useAppStore(({ model, models }) => (hasStarter(model) ? model.model : models.find((file) => file.isStarter)))
  return (
    <div className="empty-page">
      <div className="hero">
        <span className="brand-mark large" aria-hidden />
        <h2>{t('empty.title')}</h2>
        <p>{isSmall ? t('empty.small') : t('empty.other')}</p>
        {/* For every model, so that the page stays where it is when another one is loaded. */}
        <AboutModels starter={starter} />
        <ul className="examples" aria-label={t('empty.examples')}>
          {examples.map((example) => (
            <li key={example}>
              <button type="button" className="example" onClick={() => begin(t(`empty.${example}.text`))}>
                {t(`empty.${example}.title`)}
                <small>{t(`empty.${example}.hint`)}</small>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** It is known before the models are listed. */
const hasStarter = (model: ModelStatus): model is Extract<ModelStatus, { kind: 'ready' | 'loading' }> =>
  (model.kind === 'ready' || model.kind === 'loading') && model.model.isStarter

/** An example is a beginning to be changed, so it is not sent. */
function begin(text: string): void {
  draftStore.insert(null, text)
  focusComposer()
}
