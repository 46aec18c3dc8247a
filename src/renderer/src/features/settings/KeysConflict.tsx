import type { MouseEvent, ReactElement } from 'react'
import { definitionOf, type CommandId } from '../../../../shared/domain/commands'
import type { Chord } from '../../../../shared/domain/keyChord'
import type { Assignability } from '../../../../shared/domain/shortcuts'
import { commandWords } from '../../../../shared/i18n/commandWords'
import { t } from '../../../../shared/i18n/translate'
import { isMac, useChordWords } from '../../state/shortcutStore'
import { focusRecorder } from './focusRecorder'

/** Keys that cannot be given to a command just so. */
export interface Conflict {
  readonly id: CommandId
  readonly keys: Chord
  readonly answer: Exclude<Assignability, { kind: 'free' }>
}

interface KeysConflictProps {
  conflict: Conflict
  onTakeOver: () => void
  onKeep: () => void
}

/** Says why, and offers to take the keys from the other command where that can be done. */
export function KeysConflict({ conflict, onTakeOver, onKeep }: KeysConflictProps): ReactElement {
  const words = useChordWords()
  const { answer } = conflict
  const keys = words(conflict.keys)
  if (answer.kind === 'refused') {
    const modifier = isMac() ? '⌘' : t('keys.control')
    const sentence =
      answer.because === 'typing' ? t('keyboardSettings.typing', { keys, modifier }) : t(`keyboardSettings.${answer.because}`, { keys })
    return <Refused sentence={sentence} />
  }
  const command = commandWords(answer.by)
  if (definitionOf(answer.by).isFixed) return <Refused sentence={t('keyboardSettings.takenFixed', { keys, command })} />
  return (
    <div className="keys-conflict" role="alert">
      <p>{t('keyboardSettings.taken', { keys, command })}</p>
      <button type="button" className="button" autoFocus onClick={(event) => leave(event, onTakeOver)}>
        {t('keyboardSettings.takeOver')}
      </button>
      <button type="button" className="button ghost" onClick={(event) => leave(event, onKeep)}>
        {t('keyboardSettings.keep')}
      </button>
    </div>
  )
}

/** The buttons go away with the conflict: the focus goes back to the keys. */
function leave({ currentTarget }: MouseEvent<HTMLElement>, act: () => void): void {
  focusRecorder(currentTarget)
  act()
}

const Refused = ({ sentence }: { sentence: string }): ReactElement => (
  <p className="keys-conflict" role="alert">
    {sentence}
  </p>
)
