import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId, type ReactElement } from 'react'
import { ResetOne } from './ResetOne'

interface ChoicesProps<T extends string> {
  name: string
  hint: string
  choices: readonly { readonly value: T; readonly label: string }[]
  value: T
  /** The label of what it is without a change of one's own; null where it is that. */
  resetsTo: string | null
  onChoose: (value: T) => void
  onReset: () => void
}

/** One setting of which one of a few values is chosen. */
export function Choices<T extends string>({ name, hint, choices, value, resetsTo, onChoose, onReset }: ChoicesProps<T>): ReactElement {
  const id = useId()
  return (
    <div className="choice-setting">
      <div className="number-head">
        <span id={`${id}-name`} className="setting-name">
          {name}
        </span>
        {resetsTo !== null && <ResetOne name={name} value={resetsTo} onReset={onReset} />}
      </div>
      <RadioGroup
        className="choices row"
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-hint`}
        value={value}
        onValueChange={(chosen: T) => onChoose(chosen)}
      >
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <Radio.Root value={choice.value} className="choice-mark" />
            <span className="choice-label">{choice.label}</span>
          </label>
        ))}
      </RadioGroup>
      <p id={`${id}-hint`} className="setting-hint">
        {hint}
      </p>
    </div>
  )
}
