import { useState, type ReactElement } from 'react'
import type { Structure } from '../../../../shared/domain/samplingSettings'
import { t } from '../../../../shared/i18n/translate'
import { Findable } from '../../state/settingsSearch'
import { Choices } from './Choices'
import { StructureText } from './StructureText'

interface StructureSettingProps {
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
export function StructureSetting({ value, presetValue, onChange, onReset }: StructureSettingProps): ReactElement {
  const [kind, setKind] = useState(kindOf(value))
  // What was written of the other kind comes back when that is chosen again.
  const [texts, setTexts] = useState({ schema: '', grammar: '', ...(value && { [value.kind]: value.text }) })
  // What is saved comes back, and by then something else may be typed.
  const [told, setTold] = useState(keyOf(value))
  const [sent, setSent] = useState<string | null>(null)
  if (told !== keyOf(value)) {
    setTold(keyOf(value))
    if (sent !== keyOf(value)) {
      setKind(kindOf(value))
      if (value) setTexts({ ...texts, [value.kind]: value.text })
    }
  }
  const save = (structure: Structure | null): Promise<boolean> => {
    setSent(keyOf(structure))
    return onChange(structure)
  }
  const choose = (chosen: Kind): void => {
    setKind(chosen)
    if (chosen === 'none' && value !== null) void save(null).then((isSaved) => !isSaved && setKind(kindOf(value)))
  }
  const isChanged = keyOf(value) !== keyOf(presetValue)
  const name = t('generation.structure.name')
  const hint = t('generation.structure.hint')
  const choices = kinds.map((each) => ({ value: each, label: t(`generation.structure.${each}`) }))
  return (
    <Findable texts={[name, hint, ...choices.map(({ label }) => label)]}>
      <Choices
        name={name}
        hint={hint}
        choices={choices}
        value={kind}
        resetsTo={isChanged ? t(`generation.structure.${kindOf(presetValue)}`) : null}
        onChoose={choose}
        onReset={() => {
          setSent(null)
          onReset()
        }}
      />
      {kind !== 'none' && (
        <StructureText
          key={kind}
          kind={kind}
          text={texts[kind]}
          inForce={value}
          onType={(text) => setTexts((all) => ({ ...all, [kind]: text }))}
          onSave={save}
        />
      )}
    </Findable>
  )
}
