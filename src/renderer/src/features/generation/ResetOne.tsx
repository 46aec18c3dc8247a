import { RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { IconButton } from '../../ui/IconButton'

/** Marks a setting that was changed, and takes the change back. */
export function ResetOne({ name, value, onReset }: { name: string; value: string; onReset: () => void }): ReactElement {
  return (
    <span className="changed">
      <span className="changed-mark">{t('generation.changed')}</span>
      <IconButton
        className="button ghost small"
        name={t('generation.resetOne', { name, value })}
        icon={<RotateCcw className="icon" />}
        onClick={onReset}
      />
    </span>
  )
}
