import { RotateCcw } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { definitionOf, type CommandId } from '../../../../shared/domain/commands'
import type { Chord } from '../../../../shared/domain/keyChord'
import { keysOf } from '../../../../shared/domain/shortcuts'
import { commandWords } from '../../../../shared/i18n/commandWords'
import { t } from '../../../../shared/i18n/translate'
import { useChordWords, useShortcuts } from '../../state/shortcutStore'
import { IconButton } from '../../ui/IconButton'
import { focusRecorder } from './focusRecorder'
import { KeyRecorder } from './KeyRecorder'
import { Findable } from '../../state/settingsSearch'

interface ShortcutRowProps {
  id: CommandId
  onStart: () => void
  /** Null: it is to have none. */
  onChoose: (keys: Chord | null) => void
  /** What is to be said about the keys that were chosen. */
  children: ReactNode
}

/** One command: its keys, to be changed and to be reset. */
export function ShortcutRow({ id, onStart, onChoose, children }: ShortcutRowProps): ReactElement {
  const { changes, keyboard } = useShortcuts()
  const words = useChordWords()
  const keys = keysOf(id, changes, keyboard)
  const own = definitionOf(id).keys
  const command = commandWords(id)
  return (
    <Findable texts={[command, keys === null ? undefined : words(keys)]}>
      <li className="shortcut">
        <span className="shortcut-title">{command}</span>
        {changes[id] !== undefined && (
          <IconButton
            name={
              own === null ? t('keyboardSettings.resetOneNone', { command }) : t('keyboardSettings.resetOne', { command, keys: words(own) })
            }
            tip={t('keyboardSettings.reset')}
            keys={own === null ? undefined : words(own)}
            icon={<RotateCcw className="icon" />}
            onClick={({ currentTarget }) => {
              focusRecorder(currentTarget)
              onChoose(own)
            }}
          />
        )}
        <KeyRecorder command={command} keys={keys === null ? null : words(keys)} onStart={onStart} onChoose={onChoose} />
        {children}
      </li>
    </Findable>
  )
}
