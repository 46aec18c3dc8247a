import { useEffect, useRef, type ReactElement } from 'react'
import type { ContextSizes } from '../../../../shared/domain/contextSizes'
import { joinedSentences } from '../../../../shared/i18n/joined'
import { t } from '../../../../shared/i18n/translate'
import { pickContext, useCanChooseContext, useContextSizes, useContextSizeStore } from '../../state/contextSizeStore'
import { contextSizeShown, useViewStore } from '../../state/viewStore'
import { ChoiceRow } from '../../ui/ChoiceRow'
import { ContextSizeField } from './ContextSizeField'
import { ContextSizeStep } from './ContextSizeStep'
import { costWords } from './contextSizeWords'

const AUTOMATIC = 'automatic'

/** How much the model in use reads at once. Nothing where there is nothing to choose, or nobody knows what a context takes. */
export function ContextSizeSetting(): ReactElement | null {
  const sizes = useContextSizes()
  return sizes === null || sizes.sizes.length < 2 ? null : <ContextSizeChoice sizes={sizes} />
}

/** A context is picked first, and loaded by a button that says what it takes: an arrow key must not load a model. */
function ContextSizeChoice({ sizes }: { sizes: ContextSizes }): ReactElement {
  const frame = useRef<HTMLDivElement>(null)
  const canChoose = useCanChooseContext()
  const picked = useContextSizeStore((state) => state.picked)
  const isWanted = useViewStore((view) => view.isContextSizeWanted)
  const value = picked === undefined ? sizes.chosen : picked
  const focusChoice = (): void => {
    const radio = frame.current?.querySelector<HTMLElement>('[role=radio][aria-checked=true]')
    frame.current?.scrollIntoView({ block: 'start' })
    radio?.focus({ preventScroll: true })
  }
  useEffect(() => {
    if (!isWanted) return
    focusChoice()
    contextSizeShown()
  }, [isWanted])
  return (
    <div ref={frame} className="context-size">
      <ChoiceRow
        name={t('context.size.name')}
        hint={joinedSentences(t('context.size.hint'), t('context.size.current', { current: sizes.current, trained: sizes.trained }))}
        layout="lines"
        choices={[
          { value: AUTOMATIC, label: t('context.size.automatic'), detail: t('context.size.automaticDetail', { limit: sizes.automatic }) },
          ...sizes.sizes.map((size) => ({
            value: size.tokens,
            label: t('context.size.tokens', { tokens: size.tokens }),
            detail: costWords(size, sizes)
          }))
        ]}
        value={value ?? AUTOMATIC}
        onChoose={(next) => void pickContext(next === AUTOMATIC ? null : Number(next))}
        isReadOnly={!canChoose}
      />
      {canChoose && <ContextSizeStep sizes={sizes} value={value} onDone={focusChoice} />}
      {canChoose && <ContextSizeField sizes={sizes} />}
    </div>
  )
}
