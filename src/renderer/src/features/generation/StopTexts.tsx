import { Plus, X } from 'lucide-react'
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { stopTextLimits } from '../../../../shared/domain/settingFields'
import { t } from '../../../../shared/i18n/translate'
import { IconButton } from '../../ui/IconButton'
import { ResetOne } from './ResetOne'
import { unwritten, written } from '../../ui/writtenText'
import { Findable } from '../../state/settingsSearch'

interface StopTextsProps {
  texts: readonly string[]
  presetTexts: readonly string[]
  onChange: (texts: string[]) => void
  onReset: () => void
}

/** The texts that end a reply. */
export function StopTexts({ texts, presetTexts, onChange, onReset }: StopTextsProps): ReactElement {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const name = t('generation.stopTexts.name')
  const add = (): void => {
    const text = unwritten(typed)
    if (text === '') return
    const found = faultOf(text, texts)
    setFault(found)
    if (found !== null) return
    setTyped('')
    onChange([...texts, text])
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    add()
  }
  const isChanged = JSON.stringify(texts) !== JSON.stringify(presetTexts)
  return (
    <Findable texts={[name, t('generation.stopTexts.help')]}>
      <div className="stop-texts" role="group" aria-labelledby={`${id}-name`}>
        <div className="number-head">
          <span id={`${id}-name`} className="setting-name">
            {name}
          </span>
          {isChanged && <ResetOne name={name} value={presetTexts.map(written).join(' ') || t('generation.none')} onReset={onReset} />}
        </div>
        {texts.length > 0 && (
          <ul className="stop-list">
            {texts.map((text) => (
              <li key={text}>
                <code dir="ltr">{written(text)}</code>
                <IconButton
                  className="button ghost small"
                  name={t('generation.stopTexts.remove', { text: written(text) })}
                  icon={<X className="icon" />}
                  onClick={() => onChange(texts.filter((other) => other !== text))}
                />
              </li>
            ))}
          </ul>
        )}
        <div className="stop-add">
          <input
            type="text"
            className="text-field"
            autoComplete="off"
            aria-label={t('generation.stopTexts.new')}
            aria-describedby={fault === null ? `${id}-help` : `${id}-fault`}
            aria-invalid={fault !== null}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setFault(null)
            }}
            onKeyDown={onKeyDown}
          />
          <button type="button" className="button" aria-disabled={typed === ''} onClick={add}>
            <Plus className="icon" />
            {t('generation.stopTexts.add')}
          </button>
        </div>
        {fault !== null && (
          <p id={`${id}-fault`} className="field-fault" role="alert">
            {fault}
          </p>
        )}
        <p id={`${id}-help`} className="setting-hint">
          {t('generation.stopTexts.help')}
        </p>
      </div>
    </Findable>
  )
}

function faultOf(text: string, texts: readonly string[]): string | null {
  if (texts.includes(text)) return t('generation.stopTexts.known', { text: written(text) })
  if (texts.length >= stopTextLimits.count) return t('generation.stopTexts.tooMany', { most: stopTextLimits.count })
  return text.length > stopTextLimits.length ? t('generation.stopTexts.tooLong', { most: stopTextLimits.length }) : null
}
