import { memo, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { GrowingText } from '../GrowingText'
import type { Limit } from '../parser/block'

const PIECE = 4_000

/** Text that is shown as it is written, and why. */
export const PlainView = memo(({ source, limit }: { source: string; limit: Limit }): ReactElement => {
  const pieces = Array.from({ length: Math.ceil(source.length / PIECE) }, (_, index) => source.slice(index * PIECE, (index + 1) * PIECE))
  return (
    <div className="plain">
      <p className="plain-reason">{t(`markdown.plain.${limit}`)}</p>
      <p className="plain-text" dir="auto">
        {pieces.map((piece, place) => (
          <GrowingText key={place} text={piece} />
        ))}
      </p>
    </div>
  )
})
PlainView.displayName = 'PlainView'
