import { useEffect, useId, useState, type ReactElement, type RefObject } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { FoundGroup, SearchScope } from '../../state/settingsSearch'
import type { SettingsSection } from './sections'

interface FoundSettingsProps {
  query: string
  sections: readonly SettingsSection[]
  list: RefObject<HTMLDivElement | null>
  /** What is to be said of the result. */
  onResult: (sentence: string) => void
}

/** Every setting that matches, under the names of their sections. */
export function FoundSettings({ query, sections, list, onResult }: FoundSettingsProps): ReactElement {
  const [found, setFound] = useState<number | null>(null)
  const sentence =
    found === null
      ? null
      : found === 0
        ? t('settings.search.nothing', { text: query.trim() })
        : t('settings.search.found', { count: found })
  useEffect(() => {
    if (sentence !== null) onResult(sentence)
  }, [sentence, onResult])
  return (
    <div ref={list} className="settings-panel settings-found" role="region" aria-label={t('settings.search.results')}>
      {sentence !== null && <p className="settings-result">{sentence}</p>}
      <SearchScope query={query} onCount={setFound}>
        {sections.map((section) => (
          <FoundSection key={section.id} section={section} />
        ))}
      </SearchScope>
    </div>
  )
}

function FoundSection({ section: { title, Component } }: { section: SettingsSection }): ReactElement {
  const id = useId()
  return (
    <FoundGroup className="found-section" titleId={id}>
      <h3 id={id} className="found-section-title">
        {t(title)}
      </h3>
      <Component />
    </FoundGroup>
  )
}
