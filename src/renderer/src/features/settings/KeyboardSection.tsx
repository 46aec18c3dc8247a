import { useState, type ReactElement } from 'react'
import { commandIds, definitionOf, type CommandId } from '../../../../shared/domain/commands'
import type { Chord } from '../../../../shared/domain/keyChord'
import { assignability, withShortcut } from '../../../../shared/domain/shortcuts'
import { t } from '../../../../shared/i18n/translate'
import { changePreferences } from '../../state/preferencesStore'
import { useShortcuts } from '../../state/shortcutStore'
import { OutsideSearch } from '../../state/settingsSearch'
import { KeysConflict, type Conflict } from './KeysConflict'
import { ShortcutRow } from './ShortcutRow'

const changeable = commandIds.filter((id) => !definitionOf(id).isFixed)

/** The shortcuts, to be changed. Keys that belong to another command are taken from it only when the person says so. */
export function KeyboardSection(): ReactElement {
  const { changes, keyboard } = useShortcuts()
  const [conflict, setConflict] = useState<Conflict | null>(null)

  const assign = (id: CommandId, keys: Chord | null): void => {
    setConflict(null)
    void changePreferences({ shortcuts: withShortcut(changes, id, keys, keyboard) })
  }
  const choose = (id: CommandId, keys: Chord | null): void => {
    const answer = keys === null ? ({ kind: 'free' } as const) : assignability(id, keys, changes, keyboard)
    if (keys === null || answer.kind === 'free') assign(id, keys)
    else setConflict({ id, keys, answer })
  }
  return (
    <div className="keyboard-settings">
      <OutsideSearch>
        <p className="keyboard-intro">{t('keyboardSettings.intro')}</p>
      </OutsideSearch>
      <ul>
        {changeable.map((id) => (
          <ShortcutRow key={id} id={id} onStart={() => setConflict(null)} onChoose={(keys) => choose(id, keys)}>
            {conflict?.id === id && (
              <KeysConflict conflict={conflict} onTakeOver={() => assign(id, conflict.keys)} onKeep={() => setConflict(null)} />
            )}
          </ShortcutRow>
        ))}
      </ul>
      <OutsideSearch>
        <button
          type="button"
          className="button"
          aria-disabled={Object.keys(changes).length === 0}
          onClick={() => {
            setConflict(null)
            void changePreferences({ shortcuts: {} })
          }}
        >
          {t('keyboardSettings.resetAll')}
        </button>
      </OutsideSearch>
    </div>
  )
}
