import { useId, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import type { ContextSizes } from '../../../../shared/domain/contextSizes'
import { t } from '../../../../shared/i18n/translate'
import { chooseContext, unpickContext } from '../../state/contextSizeStore'
import { fittingOf } from './contextSizeWords'

interface ContextSizeStepProps {
  sizes: ContextSizes
  /** What is picked, in tokens; null: as the memory allows. */
  value: number | null
  /** The buttons go away, and the focus with them. */
  onDone: () => void
}

/** What loading the picked context means, and the buttons that do it or leave it. Nothing where it is what was chosen already. */
export function ContextSizeStep({ sizes, value, onDone }: ContextSizeStepProps): ReactElement | null {
  const id = useId()
  const { chosen, isSetAside, current } = sizes
  const isAgain = isSetAside && value === chosen
  if (value === chosen && !isAgain) return null
  const fitting = value === null ? 'fits' : fittingOf(sizes, value)
  if (fitting === null) return null // it is asked about
  const load = (): void => {
    onDone()
    void chooseContext(value)
  }
  const keep = (): void => {
    flushSync(unpickContext) // the focus goes to what is chosen then
    onDone()
  }
  return (
    <div ref={bringIntoView} className="context-step">
      {isAgain && <p className="context-note">{t('context.size.setAside', { tokens: value ?? current })}</p>}
      <p id={id} className={fitting === 'fits' ? 'setting-hint' : 'context-note'}>
        {t(`context.size.step.${fitting}`)}
      </p>
      <div className="context-step-buttons">
        <button type="button" className="button" aria-describedby={id} onClick={load}>
          {loadWords(value, fitting === 'mayNotFit')}
        </button>
        {!isAgain && (
          <button type="button" className="button ghost" onClick={keep}>
            {t('context.size.keep', { tokens: current })}
          </button>
        )}
      </div>
    </div>
  )
}

/** It comes below what was picked, perhaps out of sight. */
const bringIntoView = (step: HTMLElement | null): void => step?.scrollIntoView({ block: 'nearest' })

function loadWords(tokens: number | null, isDoubtful: boolean): string {
  if (tokens === null) return t('context.size.loadAutomatic')
  return isDoubtful ? t('context.size.loadAllTheSame', { tokens }) : t('context.size.load', { tokens })
}
