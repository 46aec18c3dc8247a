import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId, type ReactElement, type ReactNode } from 'react'

interface Choice<T> {
  readonly value: T
  readonly label: string
  /** A picture before the label; beside it nothing is said that the label does not say. */
  readonly picture?: ReactNode
  /** One sentence below the label. */
  readonly detail?: string
}

export interface ChoiceRowProps<T> {
  name: string
  hint?: string
  choices: readonly Choice<T>[]
  value: T
  onChoose: (value: T) => void
  /** `lines`: one below the other, for long labels. */
  layout?: 'row' | 'lines' | 'cards'
  /** Beside the name. */
  mark?: ReactNode
  /** It cannot be changed at the moment; it can still be read and reached. */
  isReadOnly?: boolean
}

/** One setting of which one value is chosen. All of them are in sight, and the arrow keys go from one to the next. */
export function ChoiceRow<T extends string | number>({
  name,
  hint,
  choices,
  value,
  onChoose,
  layout = 'row',
  mark,
  isReadOnly = false
}: ChoiceRowProps<T>): ReactElement {
  const id = useId()
  return (
    <div className="setting">
      <div className="setting-head">
        <h3 id={`${id}-name`} className="setting-name">
          {name}
        </h3>
        {mark}
      </div>
      <RadioGroup
        className={`choices ${layout}`}
        aria-labelledby={`${id}-name`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        readOnly={isReadOnly}
        onValueChange={(chosen) => onChoose(chosen)}
      >
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <Radio.Root
              value={choice.value}
              className="choice-mark"
              aria-labelledby={`${id}-${choice.value}`}
              aria-describedby={choice.detail === undefined ? undefined : `${id}-${choice.value}-detail`}
            />
            {choice.picture}
            <span className="choice-label">
              <span id={`${id}-${choice.value}`}>{choice.label}</span>
              {choice.detail !== undefined && (
                <span id={`${id}-${choice.value}-detail`} className="choice-detail">
                  {choice.detail}
                </span>
              )}
            </span>
          </label>
        ))}
      </RadioGroup>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="setting-hint">
          {hint}
        </p>
      )}
    </div>
  )
}
