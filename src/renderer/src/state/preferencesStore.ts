import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { stepTextSize } from '../../../shared/domain/appearance'
import type { ReadingPreferences } from '../../../shared/domain/readingPreferences'
import { defaultPreferences, type WindowPreferences } from '../../../shared/domain/windowPreferences'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { showFailure } from './windowNotices'

type Changes = Partial<WindowPreferences>

export interface PreferencesState {
  /** As this window shows them: what main has, and over it what is on its way there. */
  readonly preferences: WindowPreferences
  /** False until main has told: the defaults are shown, and nothing may be made of them that would be seen. */
  readonly isKnown: boolean
  readonly confirmed: WindowPreferences
  /** On their way to main, in their order. */
  readonly pending: readonly Changes[]
  /** What the settings had before each change of this window, the newest last. */
  readonly undoable: readonly Changes[]
}

export const initialPreferencesState: PreferencesState = {
  preferences: defaultPreferences,
  isKnown: false,
  confirmed: defaultPreferences,
  pending: [],
  undoable: []
}

export const usePreferencesStore = create<PreferencesState>()(() => initialPreferencesState)

const reading = ({ preferences: { follow, enterSends, announcements, wrapCode, showTimes } }: PreferencesState): ReadingPreferences => ({
  follow,
  enterSends,
  announcements,
  wrapCode,
  showTimes
})

/** Renders again only when one of these changes. */
export const useReadingPreferences = (): ReadingPreferences => usePreferencesStore(useShallow(reading))

/** What main says: at the start, and whenever any window has changed something. */
export function receivePreferences(confirmed: WindowPreferences): void {
  usePreferencesStore.setState(({ pending }) => ({ ...shown(confirmed, pending), isKnown: true }))
}

/** Shown at once. What main cannot save goes back to what it was, and the person is told. True when it is saved. */
export async function changePreferences(changes: Changes): Promise<boolean> {
  const taken = before(usePreferencesStore.getState().preferences, changes)
  usePreferencesStore.setState(({ undoable }) => ({ undoable: [...undoable, taken] }))
  // What was never saved is not there to be taken back.
  const isSaved = await send(changes)
  if (!isSaved) usePreferencesStore.setState(({ undoable }) => ({ undoable: undoable.filter((other) => other !== taken) }))
  return isSaved
}

/** Main has changed something by itself that this window asked for: it can be taken back too. `before`: what was there. */
export function noteChange(before: Changes): void {
  usePreferencesStore.setState(({ undoable }) => ({ undoable: [...undoable, before] }))
}

/** Takes the newest change back. */
export async function undoPreferences(): Promise<void> {
  const { undoable } = usePreferencesStore.getState()
  const last = undoable.at(-1)
  if (!last) return
  usePreferencesStore.setState({ undoable: undoable.slice(0, -1) })
  if (!(await send(last))) usePreferencesStore.setState(({ undoable }) => ({ undoable: [...undoable, last] }))
}

/** From now on only later changes can be taken back. */
export function forgetUndoable(): void {
  usePreferencesStore.setState({ undoable: [] })
}

export function changeTextSize(to: 'larger' | 'smaller' | 'usual'): void {
  const { textSize } = usePreferencesStore.getState().preferences
  const next = to === 'usual' ? defaultPreferences.textSize : stepTextSize(textSize, to)
  if (next !== textSize) void changePreferences({ textSize: next })
}

/** True when main has saved it. */
async function send(changes: Changes): Promise<boolean> {
  usePreferencesStore.setState(({ confirmed, pending }) => shown(confirmed, [...pending, changes]))
  const result = await call('preferences.set', changes)
  usePreferencesStore.setState(({ confirmed, pending }) => {
    const rest = pending.filter((other) => other !== changes)
    return shown(confirmed, rest)
  })
  if (!result.ok) showFailure(t('settings.notSaved'), result.error)
  return result.ok
}

function shown(confirmed: WindowPreferences, pending: readonly Changes[]): Pick<PreferencesState, 'preferences' | 'confirmed' | 'pending'> {
  return { confirmed, pending, preferences: Object.assign({}, confirmed, ...pending) as WindowPreferences }
}

const before = (preferences: WindowPreferences, changes: Changes): Changes =>
  Object.fromEntries((Object.keys(changes) as (keyof WindowPreferences)[]).map((name) => [name, preferences[name]]))
