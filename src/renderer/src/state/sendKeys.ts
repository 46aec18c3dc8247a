import { usePreferencesStore } from './preferencesStore'
import { isMac } from './shortcutStore'

/** What a key does in the message box. */
interface WritingKeys {
  readonly send: string
  readonly newLine: string
}

/** As chords, by the setting of the person. */
export const useWritingKeys = (): WritingKeys => writingKeys(usePreferencesStore(({ preferences }) => preferences.enterSends))

export function writingKeys(enterSends: boolean): WritingKeys {
  return enterSends ? { send: 'Enter', newLine: 'Shift+Enter' } : { send: 'Mod+Enter', newLine: 'Enter' }
}

/** Whether this press of Enter sends; otherwise it begins a line. */
export function isSendPress({ shiftKey, ctrlKey, metaKey }: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): boolean {
  const isMod = isMac() ? metaKey : ctrlKey
  return !shiftKey && (isMod || usePreferencesStore.getState().preferences.enterSends)
}
