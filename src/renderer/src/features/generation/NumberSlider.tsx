import { useRef, useState, type CSSProperties, type ReactElement } from 'react'
import { fieldOf, type NumberFieldName } from '../../../../shared/domain/settingFields'
import { placeOf, rangeOf, shareOf, valueAt } from './sliderScale'
import { valueWords } from './valueWords'

/** Keys that move a slider. */
const MOVING = /^(Arrow|Page|Home$|End$)/

interface NumberSliderProps {
  name: NumberFieldName
  label: string
  value: number | null
  recommended: number | null
  helpId: string
  onChange: (value: number | null) => void
}

/** While it is dragged, or moved by a key that is held down, only the words follow; the value counts once it is let go. */
export function NumberSlider({ name, label, value, recommended, helpId, onChange }: NumberSliderProps): ReactElement | null {
  const [dragged, setDragged] = useState<number | null | undefined>(undefined)
  /** What moves it now. */
  const holder = useRef<'pointer' | 'key' | null>(null)
  const scale = fieldOf(name).slider
  if (scale === null) return null
  const shown = dragged === undefined ? value : dragged
  const move = (place: number): void => {
    const next = valueAt(scale, place)
    if (holder.current !== null) setDragged(next)
    else onChange(next)
  }
  const letGo = (): void => {
    holder.current = null
    setDragged(undefined)
    if (dragged !== undefined && dragged !== value) onChange(dragged)
  }
  const style = { '--at': shareOf(scale, shown), '--mark': recommended === null ? 0 : shareOf(scale, recommended) } as CSSProperties
  return (
    <div className="slider" style={style}>
      <input
        type="range"
        {...rangeOf(scale)}
        value={placeOf(scale, shown)}
        aria-label={label}
        aria-valuetext={valueWords(name, shown)}
        aria-describedby={helpId}
        onChange={(event) => move(event.currentTarget.valueAsNumber)}
        onPointerDown={() => (holder.current = 'pointer')}
        onPointerUp={letGo}
        onPointerCancel={letGo}
        onKeyDown={(event) => {
          if (holder.current === null && MOVING.test(event.key)) holder.current = 'key'
        }}
        onKeyUp={() => holder.current === 'key' && letGo()}
        onBlur={() => holder.current === 'key' && letGo()}
      />
      {recommended !== null && <span className="slider-mark" aria-hidden />}
      {dragged !== undefined && <output className="slider-value">{valueWords(name, dragged)}</output>}
    </div>
  )
}
