import type { ReactElement } from 'react'
import type { Thinking } from '../../../../shared/domain/samplingSettings'
import { t } from '../../../../shared/i18n/translate'
import { Choices } from './Choices'

interface ThinkingSettingProps {
  value: Thinking
  presetValue: Thinking
  onChange: (value: Thinking) => void
  onReset: () => void
}

/** Whether the model thinks before it answers. */
export function ThinkingSetting({ value, presetValue, onChange, onReset }: ThinkingSettingProps): ReactElement {
  return (
    <Choices
      name={t('generation.thinking.name')}
      hint={t('generation.thinking.hint')}
      choices={(['automatic', 'on', 'off'] as const).map((each) => ({ value: each, label: t(`generation.thinking.${each}`) }))}
      value={value}
      resetsTo={value === presetValue ? null : t(`generation.thinking.${presetValue}`)}
      onChoose={onChange}
      onReset={onReset}
    />
  )
}
