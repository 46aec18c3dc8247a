import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { fieldOf, isOptionalField, type NumberFieldName } from '../../../../shared/domain/settingFields'
import { useFieldCommit } from '../../state/fieldCommits'
import { stepped } from './sliderScale'
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
 * What is typed counts when the field is left, when Enter is pressed, or when something happens that it must count for. What is no value stays
 * there with a sentence, and the last one counts; Esc brings that back.
 */
export function NumberField({ name, label, value, describedBy, isFaulty, onChange, onFault }: NumberFieldProps): ReactElement {
  const [typed, setShownText] = useState<string | null>(null)
  // Read where the field may have changed and not been drawn again yet.
  const newest = useRef<string | null>(null)
  const shown = useRef(value)
  const setTyped = useCallback((text: string | null): void => {
    newest.current = text
    setShownText(text)
  }, [])
  // Changed elsewhere, by the slider or a reset: what was typed is over, and what was wrong with it.
  useEffect(() => {
    if (shown.current === value) return
    shown.current = value
    setTyped(null)
    onFault(null)
  }, [value, onFault, setTyped])
  const show = (text: string | null): void => {
    setTyped(text)
    onFault(null)
  }
  const take = (): void => {
    if (newest.current === null) return
    const read = readTyped(newest.current, name, value)
    onFault('fault' in read ? read.fault : null)
    if ('fault' in read) return
    setTyped(null)
    if (read.value !== value) onChange(read.value)
  }
  useFieldCommit(take)
  const step = (direction: 1 | -1): void => {
    const read = typed === null ? { value } : readTyped(typed, name, value)
    show(fieldText(stepped(name, 'fault' in read ? value : read.value, direction)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') take()
    else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation() // the layer around it stays
      show(null)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      step(event.key === 'ArrowUp' ? 1 : -1)
    }
  }
  const { min, max } = fieldOf(name)
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
      onChange={(event) => show(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => (event.key === 'ArrowUp' || event.key === 'ArrowDown') && take()} // held down it counts once
      onBlur={take}
    />
  )
}
