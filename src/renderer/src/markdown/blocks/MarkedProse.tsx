import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import type { Prose } from '../parser/block'
import { ProseText } from './ProseText'

/** Inline Markdown that may only repeat what stands before it. */
export const MarkedProse = ({ prose, isMarked }: { prose: Prose; isMarked: boolean }): ReactElement =>
  isMarked ? (
    <span className="repeats" role="group" aria-label={t('reply.repeated')}>
      <ProseText prose={prose} />
    </span>
  ) : (
    <ProseText prose={prose} />
  )
