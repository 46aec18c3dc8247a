import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { ModelId } from '../../../../shared/domain/ids'
import { templateLimits, type TemplateVariable } from '../../../../shared/domain/templateVariables'
import { t } from '../../../../shared/i18n/translate'
import { useFieldCommit } from '../../state/fieldCommits'
import { Findable } from '../../state/settingsSearch'
import { setTemplateValue, tellNotTaken, type NotTaken } from '../../state/templateValueActions'
import { writtenBriefly } from '../../ui/writtenText'
import { ResetOne } from './ResetOne'

interface TemplateVariableFieldProps {
  model: ModelId
  variable: TemplateVariable
  /** As it is saved; empty: none. */
  value: string
}

type Fault = NotTaken | 'failed' | 'tooLong'

/**
 * One variable. What is typed counts when the field is left, when Enter is pressed, or when something happens that it must count for. What the
 * template refuses stays there with a sentence, and the last value counts; Esc brings that back, Enter tries again.
 */
export function TemplateVariableField({ model, variable, value }: TemplateVariableFieldProps): ReactElement {
  const id = useId()
  const [typed, setShownText] = useState<string | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  // Read where the field may have changed and not been drawn again yet.
  const newest = useRef<string | null>(null)
  /** What main was asked for last and has not answered. */
  const asked = useRef<{ text: string } | null>(null)
  const shown = useRef(value)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => void (isGone.current = true)
  }, [])
  const show = (text: string | null): void => {
    newest.current = text
    setShownText(text)
    setFault(null)
  }
  // Saved, or changed elsewhere: what was typed is over. What was typed since stays.
  useEffect(() => {
    if (shown.current === value) return
    shown.current = value
    const wasAnswered = fault !== null && fault !== 'tooLong'
    if (wasAnswered || newest.current?.trim() === value) show(null)
  }, [value, fault])
  const ask = async (text: string): Promise<void> => {
    const request = { text }
    asked.current = request
    setFault(null)
    const done = await setTemplateValue(model, variable.name, text)
    if (asked.current !== request) return // main is asked for something else by now
    asked.current = null
    if (isGone.current) {
      if (isNotTaken(done))
        tellNotTaken(t('generation.templateVariables.notSet', { name: variable.name, value: writtenBriefly(text) }), done)
    } else if (newest.current?.trim() === text) {
      if (done === 'saved') show(null)
      else setFault(done)
    }
  }
  const take = ({ isWanted }: { isWanted: boolean }): void => {
    const text = newest.current?.trim()
    if (text === undefined || text === asked.current?.text) return
    // Another try would hardly end otherwise, and may cost the model.
    if (fault !== null && isNotTaken(fault) && !isWanted) return
    if (text === value && asked.current === null) return show(null)
    if (text.length > templateLimits.value) return setFault('tooLong')
    void ask(text)
  }
  const takeLeft = (): void => take({ isWanted: false })
  useFieldCommit(takeLeft)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') take({ isWanted: true })
    else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation() // the layer around it stays
      show(null)
    }
  }
  const own =
    variable.default === null
      ? t('generation.templateVariables.ownUnknown')
      : t('generation.templateVariables.own', { value: variable.default })
  return (
    <Findable texts={[t('generation.templateVariables.title'), variable.name, own]}>
      <div className="template-variable">
        <div className="number-head">
          <label htmlFor={`${id}-field`} className="setting-name variable-name" dir="ltr">
            {variable.name}
          </label>
          {value !== '' && (
            <ResetOne
              name={variable.name}
              value={variable.default ?? t('generation.none')}
              onReset={() => {
                show(null)
                void ask('')
              }}
            />
          )}
        </div>
        <input
          id={`${id}-field`}
          type="text"
          className="text-field code-field"
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          placeholder={variable.default ?? undefined}
          aria-describedby={fault === null ? `${id}-help` : `${id}-fault`}
          aria-invalid={fault !== null}
          data-own-escape={typed === null ? undefined : ''}
          value={typed ?? value}
          onChange={(event) => show(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={takeLeft}
        />
        {fault !== null && (
          <p id={`${id}-fault`} className="field-fault" role="alert">
            {faultWords(fault)}
          </p>
        )}
        <p id={`${id}-help`} className="setting-hint">
          {own}
        </p>
      </div>
    </Findable>
  )
}

const isNotTaken = (done: 'saved' | Fault): done is NotTaken => done === 'refused' || done === 'untried'

function faultWords(fault: Fault): string {
  if (fault === 'tooLong') return t('generation.templateVariables.tooLong', { most: templateLimits.value })
  return t(`generation.templateVariables.${fault}`)
}
