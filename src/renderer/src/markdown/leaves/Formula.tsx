import { memo, useLayoutEffect, useRef, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { withVisibleControls } from './bidiControls'
import { useFormula } from './useFormula'

/** A formula of a message, or its source where it cannot be set. Screen readers read the MathML inside. */
export const Formula = memo(({ source, isBlock }: { source: string; isBlock: boolean }): ReactElement => {
  const formula = useFormula(source, isBlock)
  const className = isBlock ? 'formula block' : 'formula'
  if (formula?.kind === 'set') return <SetElement className={className} element={formula.element} />
  return (
    <>
      <code className={`${className} source`} dir="ltr">
        {withVisibleControls(source)}
      </code>
      {formula?.kind === 'tooLarge' && <small className="formula-note"> {t('formula.tooLarge')}</small>}
    </>
  )
})
Formula.displayName = 'Formula'

/** The same formula may stand in many places: each shows a copy of its own. */
function SetElement({ className, element }: { className: string; element: HTMLElement }): ReactElement {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    place.current?.replaceChildren(element.cloneNode(true))
  }, [element])
  return <span ref={place} className={className} dir="ltr" />
}
