import { Popover } from '@base-ui/react/popover'
import { ChevronDown, FolderOpen } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ModelFile } from '../../../../shared/domain/model'
import { sizeWords } from '../../../../shared/i18n/sizeWords'
import { t } from '../../../../shared/i18n/translate'
import { openModelsFolder } from '../../state/modelActions'

/** What the starter is good for, what a larger model gives, and how to have one. `starter` is not known while nothing has been listed. */
export const AboutModels = ({ starter }: { starter: ModelFile | undefined }): ReactElement => (
  <Popover.Root>
    <Popover.Trigger className="button about-models">
      {t('empty.more')}
      <ChevronDown className="icon" />
    </Popover.Trigger>
    <Popover.Portal>
      <Popover.Positioner className="menu-positioner" sideOffset={6} collisionPadding={8}>
        <Popover.Popup className="popover" data-layer="" aria-label={t('empty.more')}>
          {starter && (
            <>
              <h3 dir="auto">{t('empty.starterName', { name: starter.name, size: sizeWords(starter.bytes) })}</h3>
              <p>{t('empty.starter')}</p>
            </>
          )}
          <h3>{t('empty.largerName')}</h3>
          <p>{t('empty.larger')}</p>
          <button type="button" className="button" onClick={() => void openModelsFolder()}>
            <FolderOpen className="icon" />
            {t('models.openFolder')}
          </button>
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  </Popover.Root>
)
