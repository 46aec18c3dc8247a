import { useEffect, useState } from 'react'
import type { AboutHearth, HearthFolder } from '../../../shared/domain/aboutHearth'
import type { PackageLicence } from '../../../shared/domain/licences'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { copy } from './clipboardActions'
import { showFailure } from './windowNotices'

/** What Hearth is made of and where it keeps things; null: not yet known. */
export function useAbout(): AboutHearth | null {
  const [about, setAbout] = useState<AboutHearth | null>(null)
  useEffect(() => {
    let isWanted = true
    void call('app.about', {}).then((result) => {
      if (!isWanted) return
      if (result.ok) setAbout(result.value)
      else showFailure(t('settings.about.unknown'), result.error)
    })
    return () => void (isWanted = false)
  }, [])
  return about
}

/** Of the packages that are part of Hearth; null: not yet known. */
export function useLicences(): readonly PackageLicence[] | null {
  const [licences, setLicences] = useState<readonly PackageLicence[] | null>(null)
  useEffect(() => {
    let isWanted = true
    void call('app.licences', {}).then((result) => {
      if (!isWanted) return
      if (result.ok) setLicences(result.value)
      else showFailure(t('settings.about.packages.unknown'), result.error)
    })
    return () => void (isWanted = false)
  }, [])
  return licences
}

/** Shows one of Hearth's folders in the system's file manager. */
export async function openHearthFolder(folder: HearthFolder): Promise<void> {
  const result = await call('app.openFolder', { folder })
  if (!result.ok) showFailure(null, result.error)
}

/** True when they are on the clipboard. */
export async function copyDiagnostics(): Promise<boolean> {
  const result = await call('app.diagnostics', {})
  if (result.ok) return copy({ text: result.value }, { failure: t('settings.storage.notCopied') })
  showFailure(t('settings.storage.notCopied'), result.error)
  return false
}
