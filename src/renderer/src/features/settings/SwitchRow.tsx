import { Switch } from '@base-ui/react/switch'
import { useId, type ReactElement } from 'react'
import { Findable } from '../../state/settingsSearch'

interface SwitchRowProps {
  name: string
  hint?: string
  isOn: boolean
  onSwitch: (isOn: boolean) => void
}

/** One setting that is on or off. */
export function SwitchRow({ name, hint, isOn, onSwitch }: SwitchRowProps): ReactElement {
  const id = useId()
  return (
    <Findable texts={[name, hint]}>
      <div className="setting switch-row">
        <label className="switch-label">
          <span className="setting-name">{name}</span>
          <Switch.Root className="switch" checked={isOn} onCheckedChange={onSwitch} aria-describedby={hint === undefined ? undefined : id}>
            <Switch.Thumb className="switch-thumb" />
          </Switch.Root>
        </label>
        {hint !== undefined && (
          <p id={id} className="setting-hint">
            {hint}
          </p>
        )}
      </div>
    </Findable>
  )
}
