import { FolderOpen } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ModelStatus } from '../../../../shared/domain/model'
import { sizeWords } from '../../../../shared/i18n/sizeWords'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { draftStore } from '../../state/draftStore'
import { openModelsFolder } from '../../state/modelActions'
import { focusComposer } from '../../state/viewStore'

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
        {isSmall && starter && <p>{t('empty.starter', { name: starter.name, size: sizeWords(starter.bytes) })}</p>}
        <p>{isSmall ? t('empty.larger') : t('empty.other')}</p>
        {isSmall && (
          <button type="button" className="button folder" onClick={() => void openModelsFolder()}>
            <FolderOpen className="icon" />
            {t('models.openFolder')}
          </button>
        )}
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
