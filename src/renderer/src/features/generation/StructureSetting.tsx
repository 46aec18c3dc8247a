import { useState, type ReactElement } from 'react'
import type { Structure } from '../../../../shared/domain/samplingSettings'
import { t } from '../../../../shared/i18n/translate'
import { unfinishedText } from '../../state/unfinishedTexts'
import { Findable } from '../../state/settingsSearch'
import { structureFault } from '../../../../shared/domain/structure/structureFault'
import { ChoiceRow } from '../../ui/ChoiceRow'
import { ResetOne } from './ResetOne'
import { StructureText } from './StructureText'

interface StructureSettingProps {
  scope: string
  value: Structure | null
  presetValue: Structure | null
  /** True when it is saved. */
  onChange: (value: Structure | null) => Promise<boolean>
  onReset: () => void
}

const kinds = ['none', 'schema', 'grammar'] as const
type Kind = (typeof kinds)[number]
const keyOf = (structure: Structure | null): string => JSON.stringify(structure)
const kindOf = (structure: Structure | null): Kind => structure?.kind ?? 'none'

/** What every answer has to be: any text, JSON by a schema, or what a grammar derives. Only one of them can be chosen. */
export function StructureSetting({ scope, value, presetValue, onChange, onReset }: StructureSettingProps): ReactElement {
  const unfinished = unfinishedText<Structure>(scope, 'structure')
  const [before] = useState(() => unfinished.recall() ?? value)
  const [kind, setKind] = useState(kindOf(before))
  // What was written of the other kind comes back when that is chosen again.
  const [texts, setTexts] = useState({
    schema: '',
    grammar: '',
    ...(value && { [value.kind]: value.text }),
    ...(before && { [before.kind]: before.text })
  })
  // What is saved comes back, and by then something else may be typed.
  const [told, setTold] = useState(keyOf(value))
  // The newest that was saved here, and what was there before it, which comes back when the disk refuses.
  const [sent, setSent] = useState<readonly string[]>([])
  if (told !== keyOf(value)) {
    setTold(keyOf(value))
    if (!sent.includes(keyOf(value))) {
      setSent([])
      setKind(kindOf(value))
      if (value) setTexts({ ...texts, [value.kind]: value.text })
    }
  }
  const save = (structure: Structure | null): Promise<boolean> => {
    unfinished.forget()
    setSent([keyOf(structure), keyOf(value)])
    return onChange(structure)
  }
  // What was written of a kind is in force again with it; until there is something, any text may be written.
  const choose = (chosen: Kind): void => {
    unfinished.forget()
    setKind(chosen)
    const written = chosen === 'none' ? null : { kind: chosen, text: texts[chosen] }
    const next = written && written.text.trim() !== '' && structureFault(written) === null ? written : null
    if (keyOf(next) !== keyOf(value)) void save(next)
  }
  const reset = (): void => {
    unfinished.forget()
    setSent([])
    onReset()
  }
  const isChanged = keyOf(value) !== keyOf(presetValue)
  const name = t('generation.structure.name')
  const hint = t('generation.structure.hint')
  const choices = kinds.map((each) => ({ value: each, label: t(`generation.structure.${each}`) }))
  return (
    <Findable texts={[name, hint, ...choices.map(({ label }) => label)]}>
      <ChoiceRow
        name={name}
        hint={hint}
        choices={choices}
        value={kind}
        onChoose={choose}
        mark={isChanged && <ResetOne name={name} value={t(`generation.structure.${kindOf(presetValue)}`)} onReset={reset} />}
      />
      {kind !== 'none' && (
        <StructureText
          key={kind}
          kind={kind}
          text={texts[kind]}
          inForce={value}
          onType={(text) => {
            unfinished.remember({ kind, text })
            setTexts((all) => ({ ...all, [kind]: text }))
          }}
          onSave={save}
        />
      )}
    </Findable>
  )
}
