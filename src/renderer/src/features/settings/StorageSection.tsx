import { Copy, FolderOpen } from 'lucide-react'
import type { ReactElement } from 'react'
import { sizeWords } from '../../../../shared/i18n/sizeWords'
import { t } from '../../../../shared/i18n/translate'
import { copyDiagnostics, openHearthFolder, useAbout } from '../../state/aboutActions'
import { OutsideSearch } from '../../state/settingsSearch'
import { FactRow } from './FactRow'

const MEGABYTE = 1e6

/** What Hearth keeps and where, and what can be told of it when something is wrong. */
export function StorageSection(): ReactElement {
  const about = useAbout()
  const bytes = about?.conversationBytes ?? null
  return (
    <>
      <OutsideSearch>
        <p className="settings-paragraph">{t('settings.storage.privacy')}</p>
      </OutsideSearch>
      <FactRow name={t('settings.storage.data')} value={about?.dataFolder ?? null} actions={[t('settings.storage.openData')]} isPath>
        <button type="button" className="button" onClick={() => void openHearthFolder('data')}>
          <FolderOpen className="icon" />
          {t('settings.storage.openData')}
        </button>
      </FactRow>
      {bytes !== null && (
        <FactRow name={t('settings.storage.size')} value={bytes < MEGABYTE ? t('settings.storage.small') : sizeWords(bytes)} />
      )}
      <FactRow
        name={t('settings.storage.faults')}
        hint={t('settings.storage.faultsHint')}
        actions={[t('settings.storage.openLogs'), t('settings.storage.copy')]}
      >
        <button type="button" className="button" onClick={() => void openHearthFolder('logs')}>
          <FolderOpen className="icon" />
          {t('settings.storage.openLogs')}
        </button>
        <button type="button" className="button" onClick={() => void copyDiagnostics()}>
          <Copy className="icon" />
          {t('settings.storage.copy')}
        </button>
      </FactRow>
    </>
  )
}
