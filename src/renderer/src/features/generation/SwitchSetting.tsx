import { Switch } from '@base-ui/react/switch'
import { useId, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { ResetOne } from './ResetOne'
import { Findable } from '../../state/settingsSearch'

interface SwitchSettingProps {
  name: 'loopGuard' | 'showWhenComplete' | 'showSpecialTokens'
  value: boolean
  presetValue: boolean
  onChange: (value: boolean) => void
  onReset: () => void
}

/** One setting that is on or off. */
export function SwitchSetting({ name, value, presetValue, onChange, onReset }: SwitchSettingProps): ReactElement {
  const id = useId()
  const label = t(`generation.${name}.name`)
  return (
    <Findable texts={[label, t(`generation.${name}.hint`)]}>
      <div className="switch-setting">
        <div className="number-head">
          <label className="switch-label">
            <span className="setting-name">{label}</span>
            <Switch.Root className="switch" checked={value} onCheckedChange={onChange} aria-describedby={id}>
              <Switch.Thumb className="switch-thumb" />
            </Switch.Root>
          </label>
          {value !== presetValue && <ResetOne name={label} value={t(presetValue ? 'generation.on' : 'generation.off')} onReset={onReset} />}
        </div>
        <p id={id} className="setting-hint">
          {t(`generation.${name}.hint`)}
        </p>
      </div>
    </Findable>
  )
}
