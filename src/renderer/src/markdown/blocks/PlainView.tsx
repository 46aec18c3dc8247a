import { memo, useMemo, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { textBlocks } from '../../ui/textBlocks'
import { GrowingText } from '../GrowingText'
import type { Limit } from '../parser/block'

/** Text that is shown as it is written, and why. It is laid out in blocks, of which only those near the screen cost time. */
export const PlainView = memo(({ source, limit }: { source: string; limit: Limit }): ReactElement => {
  const blocks = useMemo(() => textBlocks(source), [source])
  return (
    <div className="plain">
      <p className="plain-reason">{t(`markdown.plain.${limit}`)}</p>
      <div className="plain-text" dir="auto">
        {blocks.map((text, place) => (
          <div key={place} className={blocks.length === 1 ? undefined : 'text-block'}>
            <GrowingText text={text} />
          </div>
        ))}
      </div>
    </div>
  )
})
PlainView.displayName = 'PlainView'
