import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { chordOf, type Chord } from '../../../../shared/domain/keyChord'
import { t } from '../../../../shared/i18n/translate'
import { isMac } from '../../state/shortcutStore'

interface KeyRecorderProps {
  /** In words. */
  command: string
  /** In words; null where it has none. */
  keys: string | null
  onStart: () => void
  onChoose: (keys: Chord | null) => void
}

/**
 * A button with the keys of a command. Pressed, it takes the next ones: while it does, no shortcut and no layer hears them
 * (`data-records-keys`, `data-layer`). Escape keeps what there was, Backspace takes it away, Tab and a loss of the focus end it.
 */
export function KeyRecorder({ command, keys, onStart, onChoose }: KeyRecorderProps): ReactElement {
  const [isRecording, setIsRecording] = useState(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isRecording || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    const pressed = chordOf(event.nativeEvent, isMac())
    if (pressed === null || event.repeat) return
    setIsRecording(false)
    if (pressed !== 'Escape') onChoose(pressed === 'Backspace' ? null : pressed)
  }
  const name = keys === null ? t('keyboardSettings.recordNone', { command }) : t('keyboardSettings.record', { command, keys })
  return (
    <button
      type="button"
      className={isRecording ? 'button key-recorder recording' : 'button key-recorder'}
      aria-label={isRecording ? t('keyboardSettings.recording', { command }) : name}
      data-records-keys={isRecording ? '' : undefined}
      data-layer={isRecording ? '' : undefined}
      onClick={() => {
        onStart()
        setIsRecording(true)
      }}
      onKeyDown={onKeyDown}
      onBlur={() => setIsRecording(false)}
    >
      {isRecording ? t('keyboardSettings.press') : (keys ?? t('keyboardSettings.none'))}
    </button>
  )
}
