import { useEffect, useId, useRef, useState, type ReactElement } from 'react'
import { LONGEST_SYSTEM_PROMPT } from '../../../../shared/domain/settingFields'
import { promptVariables } from '../../../../shared/i18n/promptVariables'
import { t } from '../../../../shared/i18n/translate'
import { useFieldCommit } from '../../state/fieldCommits'
import { unfinishedText } from '../../state/unfinishedTexts'
import { ResetOne } from './ResetOne'
import { useSavedWhenIdle } from './useSavedWhenIdle'
import { written } from '../../ui/writtenText'
import { Findable } from '../../state/settingsSearch'

interface SystemPromptProps {
  scope: string
  text: string
  presetText: string
  /** What stands in its place where it is blank; null: the model's template knows. */
  modelText: string | null
  /** True when it is saved. */
  onChange: (text: string) => Promise<boolean>
}

const variables = Object.fromEntries(promptVariables.map((name) => [name, `{{${name}}}`])) as Record<
  (typeof promptVariables)[number],
  string
>
const MOST_SHOWN = 60 // characters of a text that a button names

/** What the model is told in front of a chat. */
export function SystemPrompt({ scope, text, presetText, modelText, onChange }: SystemPromptProps): ReactElement {
  const id = useId()
  // What is typed is shown as it is typed; what is saved comes back later.
  const unfinished = unfinishedText<string>(scope, 'systemPrompt')
  const [typed, setTyped] = useState(() => unfinished.recall() ?? text)
  const [isRefused, setIsRefused] = useState(false)
  const told = useRef(text)
  useEffect(() => {
    if (told.current === text) return
    told.current = text
    setTyped(text)
    setIsRefused(false)
  }, [text])
  const isTooLong = typed.length > LONGEST_SYSTEM_PROMPT
  const type = (next: string): void => {
    if (next.length > LONGEST_SYSTEM_PROMPT) unfinished.remember(next)
    else unfinished.forget()
    setTyped(next)
  }
  const save = (): void => {
    if (isTooLong) return
    if (typed === told.current) return setIsRefused(false)
    const before = told.current
    told.current = typed
    setIsRefused(false)
    void onChange(typed).then((isSaved) => {
      if (isSaved) return
      // What was typed stays, whatever the disk says.
      told.current = before
      setIsRefused(true)
      setTyped((now) => (now === before ? typed : now))
    })
  }
  useFieldCommit(save)
  useSavedWhenIdle(typed, save)
  const tooLong = t('generation.systemPrompt.tooLong', { most: LONGEST_SYSTEM_PROMPT })
  const fault = isTooLong ? tooLong : isRefused ? t('generation.systemPrompt.notSaved') : null
  const own = modelText === null ? t('generation.systemPrompt.ownUnknown') : t('generation.systemPrompt.own', { text: modelText })
  return (
    <Findable texts={[t('generation.systemPrompt.name'), t('generation.systemPrompt.help', variables)]}>
      <div className="system-prompt">
        <div className="number-head">
          <label htmlFor={`${id}-field`} className="setting-name">
            {t('generation.systemPrompt.name')}
          </label>
          {text !== presetText && (
            <ResetOne
              name={t('generation.systemPrompt.name')}
              value={presetText === '' ? t('generation.none') : `“${written(presetText).slice(0, MOST_SHOWN)}”`}
              onReset={() => {
                unfinished.forget()
                void onChange(presetText)
              }}
            />
          )}
        </div>
        <textarea
          id={`${id}-field`}
          className="text-field"
          dir="auto"
          rows={4}
          placeholder={own}
          aria-describedby={fault === null ? `${id}-help` : `${id}-fault`}
          aria-invalid={fault !== null}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={save}
        />
        {fault !== null && (
          <p id={`${id}-fault`} className="field-fault" role="alert">
            {fault}
          </p>
        )}
        <p id={`${id}-help`} className="setting-hint">
          {t('generation.systemPrompt.help', variables)}
        </p>
      </div>
    </Findable>
  )
}
