import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { allowedContext } from '../../../../shared/domain/allowedContext'
import type { ContextSizes } from '../../../../shared/domain/contextSizes'
import { formatNumber } from '../../../../shared/i18n/regionalFormats'
import { t } from '../../../../shared/i18n/translate'
import { joinedSentences } from '../../../../shared/i18n/joined'
import { pickContext, useContextSizeStore } from '../../state/contextSizeStore'
import { say } from '../../state/viewStore'
import { fittingOf } from './contextSizeWords'
import { shortened, typedNumber } from './typedNumber'

/** A context that is not among those offered, by its number. It is picked when the field is left or Enter is pressed. */
export function ContextSizeField({ sizes }: { sizes: ContextSizes }): ReactElement {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const { least, trained } = sizes
  const take = (): void => {
    if (typed.trim() === '') return
    const tokens = typedNumber(typed, true)
    if (tokens === null) return setFault(t('context.size.notNumber', { text: shortened(typed.trim()) }))
    if (tokens < least || tokens > trained) return setFault(t('context.size.outOfBounds', { least, trained }))
    show('')
    void pick(allowedContext(tokens, sizes))
  }
  const show = (text: string): void => {
    setTyped(text)
    setFault(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') take()
    else if (event.key === 'Escape' && typed !== '') {
      event.stopPropagation() // the layer around it stays
      show('')
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      show(String(next(sizes, typedNumber(typed, true), event.key === 'ArrowUp')))
    }
  }
  return (
    <>
      <div className="number-head">
        <span id={`${id}-hint`} className="context-other">
          {t('context.size.other', { least, trained })}
        </span>
        <input
          type="text"
          inputMode="numeric"
          role="spinbutton"
          className="number-field"
          dir="ltr"
          autoComplete="off"
          aria-label={t('context.size.name')}
          aria-describedby={fault === null ? `${id}-hint` : `${id}-fault`}
          aria-invalid={fault !== null}
          aria-valuemin={least}
          aria-valuemax={trained}
          aria-valuenow={sizes.current}
          aria-valuetext={typed === '' ? formatNumber(sizes.current) : typed}
          data-own-escape={typed === '' ? undefined : ''}
          value={typed}
          onChange={(event) => show(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={take}
        />
      </div>
      {fault !== null && (
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </>
  )
}

/** What is said of it appears above the field. */
async function pick(tokens: number): Promise<void> {
  await pickContext(tokens)
  const { sizes } = useContextSizeStore.getState()
  const fitting = sizes && fittingOf(sizes, tokens)
  if (fitting) say(joinedSentences(t('context.size.picked', { tokens }), t(`context.size.step.${fitting}`)))
}

/** The next one of those offered above or below; the same at the end. */
function next({ sizes, current }: ContextSizes, typed: number | null, isUp: boolean): number {
  const from = typed ?? current
  const found = isUp ? sizes.find(({ tokens }) => tokens > from) : sizes.findLast(({ tokens }) => tokens < from)
  return found?.tokens ?? from
}
