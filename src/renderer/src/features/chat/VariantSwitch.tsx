import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Message } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { showVariant } from '../../state/conversationActions'
import { IconButton } from '../../ui/IconButton'

/** Goes through the messages that share one parent. Nothing when there is only one. */
export function VariantSwitch({ message, variants }: { message: Message; variants: readonly Message[] }): ReactElement | null {
  if (variants.length < 2) return null
  const place = variants.findIndex((variant) => variant.id === message.id)
  const before = variants[place - 1]
  const after = variants[place + 1]
  return (
    <span className="variants">
      <IconButton
        name={t('reply.previousVariant')}
        icon={<ChevronLeft className="icon mirrored" />}
        aria-disabled={!before}
        onClick={() => before && void showVariant(before.id)}
      />
      <span className="variant-place">{t('reply.variantPlace', { place: place + 1, total: variants.length })}</span>
      <IconButton
        name={t('reply.nextVariant')}
        icon={<ChevronRight className="icon mirrored" />}
        aria-disabled={!after}
        onClick={() => after && void showVariant(after.id)}
      />
    </span>
  )
}
