import { letterOf } from '../../../shared/domain/keyChord'
import { isMac } from './shortcutStore'

type Press = Parameters<typeof letterOf>[0] & Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>

/** The keys that take back what was done last, by the letter that is typed and not by its place. */
export function isUndoPress(event: Press): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event
  return letterOf(event) === 'z' && (isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey
}
