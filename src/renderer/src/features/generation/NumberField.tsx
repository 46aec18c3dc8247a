import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { fieldOf, isOptionalField, type NumberFieldName } from '../../../../shared/domain/settingFields'
import { placeOf, rangeOf, valueAt } from './sliderScale'
import { fieldText, readTyped } from './typedNumber'
import { emptyWords, valueWords } from './valueWords'

interface NumberFieldProps {
  name: NumberFieldName
  label: string
  value: number | null
  describedBy: string
  isFaulty: boolean
  onChange: (value: number | null) => void
  onFault: (fault: string | null) => void
}

/**
 * What is typed counts when the field is left or Enter is pressed. What is no value stays there with a sentence, and the last one counts; Esc
 * brings that back.
 */
export function NumberField({ name, label, value, describedBy, isFaulty, onChange, onFault }: NumberFieldProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null)
  const told = useRef(value)
  // Changed elsewhere, by the slider or a reset: what was typed is over.
  useEffect(() => {
    if (told.current !== value) setTyped(null)
    told.current = value
  }, [value])
  const take = (text: string): void => {
    const read = readTyped(text, name)
    onFault('fault' in read ? read.fault : null)
    if ('fault' in read) return
    setTyped(null)
    if (read.value !== value) onChange(read.value)
  }
  const { min, max } = fieldOf(name)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(event.currentTarget.value)
    else if (event.key === 'Escape' && typed !== null) {
      setTyped(null)
      onFault(null)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      const next = stepped(name, value, event.key === 'ArrowUp' ? 1 : -1)
      setTyped(null)
      onFault(null)
      if (next !== value) onChange(next)
    }
  }
  return (
    <input
      type="text"
      inputMode="decimal"
      role="spinbutton"
      className="number-field"
      dir="ltr"
      autoComplete="off"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isFaulty}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={value ?? undefined}
      aria-valuetext={valueWords(name, value)}
      placeholder={isOptionalField(name) ? emptyWords(name) : undefined}
      data-own-escape={typed === null ? undefined : ''}
      value={typed ?? fieldText(value)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onFault(null)
      }}
      onKeyDown={onKeyDown}
      onBlur={(event) => typed !== null && take(event.currentTarget.value)}
    />
  )
}

/** The next value of the slider, or of the whole numbers where there is none; the same at the end. */
function stepped(name: NumberFieldName, value: number | null, step: 1 | -1): number | null {
  const { min, max, slider } = fieldOf(name)
  if (slider === null) return Math.min(max, Math.max(min, (value ?? min) + step))
  const range = rangeOf(slider)
  return valueAt(slider, Math.min(range.max, Math.max(range.min, placeOf(slider, value) + step * range.step)))
}
