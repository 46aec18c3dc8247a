import { Search } from 'lucide-react'
import type { KeyboardEvent, ReactElement, RefObject } from 'react'
import { t } from '../../../../shared/i18n/translate'

interface SettingsSearchFieldProps {
  field: RefObject<HTMLInputElement | null>
  query: string
  onQuery: (query: string) => void
  /** To the first setting that was found. */
  onDown: () => void
}

/** What is typed is looked for in all sections at once. */
export function SettingsSearchField({ field, query, onQuery, onDown }: SettingsSearchFieldProps): ReactElement {
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.key !== 'ArrowDown' && event.key !== 'Enter') || event.nativeEvent.isComposing) return
    event.preventDefault()
    onDown()
  }
  return (
    <div className="settings-search">
      <Search className="icon" />
      <input
        ref={field}
        type="search"
        className="settings-search-field"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('settings.search.name')}
        placeholder={t('settings.search.name')}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
