import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'

/** The mark of a footnote. It leads to the note as soon as the note is there. */
export function FootnoteMark({ label, footnotes }: { label: string; footnotes: ReadonlyMap<string, string> }): ReactElement {
  const id = footnotes.get(label)
  return (
    <sup className="footnote-mark">
      <button type="button" disabled={id === undefined} aria-label={t('markdown.footnote', { label })} onClick={() => goTo(id)}>
        {label}
      </button>
    </sup>
  )
}

function goTo(id: string | undefined): void {
  const note = id === undefined ? null : document.getElementById(id)
  note?.focus({ preventScroll: true })
  note?.scrollIntoView({ block: 'nearest' })
}
