import { useId, useState, type ReactElement } from 'react'
import type { NumberFieldName } from '../../../../shared/domain/settingFields'
import { t } from '../../../../shared/i18n/translate'
import { NumberField } from './NumberField'
import { NumberSlider } from './NumberSlider'
import { ResetOne } from './ResetOne'
import { valueWords } from './valueWords'
import { Findable } from '../../state/settingsSearch'

interface NumberSettingProps {
  name: NumberFieldName
  value: number | null
  /** What it is without a change of one's own. */
  presetValue: number | null
  /** What suits the model; null: nobody knows. */
  recommended: number | null
  onChange: (value: number | null) => void
  onReset: () => void
}

/** One setting that is a number: its field, its slider, and what it does. */
export function NumberSetting({ name, value, presetValue, recommended, onChange, onReset }: NumberSettingProps): ReactElement {
  const id = useId()
  const label = t(`generation.fields.${name}.name`)
  const [fault, setFault] = useState<string | null>(null)
  const change = (next: number | null): void => {
    setFault(null)
    onChange(next)
  }
  return (
    <Findable texts={[label, t(`generation.fields.${name}.help`)]}>
      <div className="number-setting" role="group" aria-labelledby={`${id}-name`}>
        <div className="number-head">
          <span id={`${id}-name`} className="setting-name">
            {label}
          </span>
          {value !== presetValue && <ResetOne name={label} value={valueWords(name, presetValue)} onReset={onReset} />}
          <NumberField
            name={name}
            label={label}
            value={value}
            describedBy={fault === null ? `${id}-help` : `${id}-fault`}
            isFaulty={fault !== null}
            onChange={change}
            onFault={setFault}
          />
        </div>
        <NumberSlider name={name} label={label} value={value} recommended={recommended} helpId={`${id}-help`} onChange={change} />
        {fault !== null && (
          <p id={`${id}-fault`} className="field-fault" role="alert">
            {fault}
          </p>
        )}
        <p id={`${id}-help`} className="setting-hint">
          {t(`generation.fields.${name}.help`)}
          {recommended !== null && (
            <span className="recommended-words"> {t('generation.recommended', { value: valueWords(name, recommended) })}</span>
          )}
        </p>
      </div>
    </Findable>
  )
}
