import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { PackageLicence } from '../../../../shared/domain/licences'
import { t } from '../../../../shared/i18n/translate'
import { useLicences } from '../../state/aboutActions'
import { matchesSearch } from '../../state/settingsSearch'
import { FactRow } from './FactRow'

/** The packages and the other works that are part of Hearth. They are asked for when somebody wants to see them. */
export function PackageLicences(): ReactElement {
  const id = useId()
  const [isShown, setIsShown] = useState(false)
  return (
    <FactRow
      name={t('settings.about.packages.title')}
      hint={t('settings.about.packages.hint')}
      actions={[t('settings.about.packages.show')]}
    >
      <button type="button" className="button" aria-expanded={isShown} aria-controls={id} onClick={() => setIsShown(!isShown)}>
        {t('settings.about.packages.show')}
      </button>
      <div id={id} className="licences" hidden={!isShown}>
        {isShown && <LicenceList />}
      </div>
    </FactRow>
  )
}

function LicenceList(): ReactElement | null {
  const licences = useLicences()
  const [query, setQuery] = useState('')
  if (licences === null) return null
  const found = licences.filter(({ name, licence }) => matchesSearch([name, licence], query))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || query === '' || event.nativeEvent.isComposing) return
    event.stopPropagation() // the settings stay
    setQuery('')
  }
  return (
    <>
      <input
        type="search"
        className="text-field"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('settings.about.packages.search')}
        placeholder={t('settings.about.packages.search')}
        data-own-escape={query === '' ? undefined : ''}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p className="setting-hint" role="status">
        {t('settings.about.packages.found', { count: found.length })}
      </p>
      <ul className="licence-list" aria-label={t('settings.about.packages.title')}>
        {found.map((each) => (
          <li key={`${each.name} ${each.version}`}>
            <Licence {...each} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Its text is drawn once it is opened. */
function Licence({ name, version, licence, text, file }: PackageLicence): ReactElement {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="licence-head">
        <bdi dir="ltr">{name}</bdi> <bdi dir="ltr">{version}</bdi> <bdi dir="ltr">{licence}</bdi>
      </summary>
      {isOpen && text !== null && (
        <pre className="prompt-text licence-text" dir="ltr">
          {text}
        </pre>
      )}
      {isOpen && text === null && (
        <p className="setting-hint">
          {file === undefined ? t('settings.about.packages.noText') : t('settings.about.packages.inFile', { file })}
        </p>
      )}
    </details>
  )
}
