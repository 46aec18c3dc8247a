import { Copy } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useAbout } from '../../state/aboutActions'
import { copy } from '../../state/clipboardActions'
import { FactRow } from './FactRow'
import { PackageLicences } from './PackageLicences'

/** Which Hearth this is, and what it is made with. */
export function AboutSection(): ReactElement {
  const versions = useAbout()?.versions
  const made = versions && t('settings.about.madeWith', versions)
  return (
    <>
      <FactRow
        name={t('settings.about.version')}
        value={versions && t('settings.about.hearth', { version: versions.hearth })}
        actions={[t('settings.about.copy')]}
      >
        {versions && (
          <button
            type="button"
            className="button"
            onClick={() => void copy({ text: t('settings.about.line', versions) }, { failure: t('settings.about.notCopied') })}
          >
            <Copy className="icon" />
            {t('settings.about.copy')}
          </button>
        )}
      </FactRow>
      <FactRow name={t('settings.about.made')} value={made} />
      <FactRow name={t('settings.about.licence')} value={t('settings.about.mit')} hint={t('settings.about.mitHint')} />
      <PackageLicences />
    </>
  )
}
