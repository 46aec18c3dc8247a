import type { ReactElement } from 'react'
import type { Thinking } from '../../../../shared/domain/samplingSettings'
import { t } from '../../../../shared/i18n/translate'
import { Findable } from '../../state/settingsSearch'
import { ChoiceRow } from '../../ui/ChoiceRow'
import { ResetOne } from './ResetOne'

interface ThinkingSettingProps {
  value: Thinking
  presetValue: Thinking
  onChange: (value: Thinking) => void
  onReset: () => void
}

/** Whether the model thinks before it answers. */
export function ThinkingSetting({ value, presetValue, onChange, onReset }: ThinkingSettingProps): ReactElement {
  const name = t('generation.thinking.name')
  const hint = t('generation.thinking.hint')
  const choices = (['automatic', 'on', 'off'] as const).map((each) => ({ value: each, label: t(`generation.thinking.${each}`) }))
  return (
    <Findable texts={[name, hint, ...choices.map(({ label }) => label)]}>
      <ChoiceRow
        name={name}
        hint={hint}
        choices={choices}
        value={value}
        onChoose={onChange}
        mark={value !== presetValue && <ResetOne name={name} value={t(`generation.thinking.${presetValue}`)} onReset={onReset} />}
      />
    </Findable>
  )
}
