import { useId, useState, type ReactElement } from 'react'
import type { Structure } from '../../../../shared/domain/samplingSettings'
import { LONGEST_STRUCTURE } from '../../../../shared/domain/settingFields'
import { t } from '../../../../shared/i18n/translate'
import { structureFault } from '../../../../shared/domain/structure/structureFault'
import { useFieldCommit } from '../../state/fieldCommits'
import { structureFaultWords } from './structureWords'
import { useSavedWhenIdle } from './useSavedWhenIdle'

interface StructureTextProps {
  kind: Structure['kind']
  text: string
  /** What answers are held to now. */
  inForce: Structure | null
  onType: (text: string) => void
  /** True when it is saved. */
  onSave: (structure: Structure | null) => Promise<boolean>
}

const EXAMPLES: Record<Structure['kind'], string> = {
  schema: '{ "type": "object", "properties": { "name": { "type": "string" } } }',
  grammar: 'root ::= "yes" | "no"'
}

/** The text of a structure. It is in force as soon as it can be used, and what it was before stays until then. */
export function StructureText({ kind, text, inForce, onType, onSave }: StructureTextProps): ReactElement {
  const id = useId()
  const [fault, setFault] = useState<string | null>(null)
  // Only what was typed is saved: a text may be taken away from outside while it is shown.
  const [isTyped, setIsTyped] = useState(text !== '' && text !== inForce?.text)
  const check = (): string | null => {
    if (text.trim() === '') return null
    if (text.length > LONGEST_STRUCTURE) return t('generation.structure.tooLong', { most: LONGEST_STRUCTURE })
    const found = structureFault({ kind, text })
    return found && structureFaultWords(text, found, inForce !== null)
  }
  const save = (): void => {
    if (!isTyped) return
    const found = check()
    setFault(found)
    const isKnown = inForce?.kind === kind && inForce.text === text
    if (found !== null || isKnown) return
    setIsTyped(false)
    void onSave(text.trim() === '' ? null : { kind, text }).then((isSaved) => {
      if (isSaved) return
      setFault(t('generation.structure.notSaved'))
      setIsTyped(true)
    })
  }
  useFieldCommit(save)
  useSavedWhenIdle(text, save)
  return (
    <div className="structure-text">
      <label htmlFor={`${id}-field`} className="setting-name">
        {t(`generation.structure.${kind}Text`)}
      </label>
      <textarea
        id={`${id}-field`}
        className="text-field code-field"
        dir="ltr"
        rows={8}
        spellCheck={false}
        autoComplete="off"
        placeholder={EXAMPLES[kind]}
        aria-describedby={fault === null ? `${id}-help` : `${id}-fault`}
        aria-invalid={fault !== null}
        value={text}
        onChange={(event) => {
          onType(event.currentTarget.value)
          setIsTyped(true)
          setFault(null)
        }}
        onBlur={save}
      />
      {fault !== null && (
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <p id={`${id}-help`} className="setting-hint">
        {text.trim() === '' ? t('generation.structure.ruled') : t(`generation.structure.${kind}Help`)}
      </p>
    </div>
  )
}
