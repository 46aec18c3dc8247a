import type { ReactElement } from 'react'
import type { GenerationChoice } from '../../../../shared/domain/generationChoice'
import { DEFAULT_WHEN_FULL, whenFullNames, type WhenFull } from '../../../../shared/domain/whenFull'
import { t } from '../../../../shared/i18n/translate'
import { Findable } from '../../state/settingsSearch'
import { ChoiceRow } from '../../ui/ChoiceRow'
import { ResetOne } from './ResetOne'

interface WhenFullSettingProps {
  choice: GenerationChoice
  /** What it is when it is not changed. */
  unchanged: WhenFull
  onChange: (whenFull: WhenFull) => void
}

/** What becomes of a chat that is longer than the model can read. */
export function WhenFullSetting({ choice, unchanged, onChange }: WhenFullSettingProps): ReactElement {
  const value = choice.whenFull ?? DEFAULT_WHEN_FULL
  const name = t('context.whenFull.title')
  return (
    <Findable texts={[name, ...whenFullNames.flatMap((each) => [t(`context.whenFull.${each}`), t(`context.whenFull.detail.${each}`)])]}>
      <ChoiceRow
        name={name}
        layout="lines"
        choices={whenFullNames.map((each) => ({
          value: each,
          label: t(`context.whenFull.${each}`),
          detail: t(`context.whenFull.detail.${each}`)
        }))}
        value={value}
        onChoose={onChange}
        mark={
          value !== unchanged && <ResetOne name={name} value={t(`context.whenFull.${unchanged}`)} onReset={() => onChange(unchanged)} />
        }
      />
    </Findable>
  )
}
