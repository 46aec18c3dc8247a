import { memo, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import type { Footnote } from '../parser/block'
import { Blocks } from './Blocks'
import { directionOf } from './direction'

interface FootnotesProps {
  footnotes: readonly Footnote[]
  ids: ReadonlyMap<string, string>
}

/** The footnotes of a message, under it. */
export const Footnotes = memo(({ footnotes, ids }: FootnotesProps): ReactElement => (
  <section className="footnotes" aria-label={t('markdown.footnotes')}>
    {footnotes.map((footnote, place) => (
      <FootnoteView key={place} footnote={footnote} id={ids.get(footnote.label)} />
    ))}
  </section>
))
Footnotes.displayName = 'Footnotes'

const FootnoteView = memo(({ footnote: { label, blocks }, id }: { footnote: Footnote; id: string | undefined }): ReactElement => (
  <div className="footnote" id={id} tabIndex={-1} dir={directionOf(blocks[0] ?? [])}>
    <span className="footnote-label">{label}</span>
    <div>
      <Blocks chunks={blocks} />
    </div>
  </div>
))
FootnoteView.displayName = 'FootnoteView'
