import type { GenerationChoice } from '../../../shared/domain/generationChoice'
import { isBuiltIn, PRESET_LIMITS, presetOf, type Preset } from '../../../shared/domain/presets'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { changePreferences, noteChange, usePreferencesStore } from './preferencesStore'
import { showFailure } from './windowNotices'

const own = (): readonly Preset[] => usePreferencesStore.getState().preferences.presets

const change = (presets: readonly Preset[]): Promise<boolean> => changePreferences({ presets })

export const canAddPreset = (presets: readonly Preset[]): boolean => presets.length < PRESET_LIMITS.count

/** What a choice is as a preset: its own preset with what was changed. */
function contentOf(choice: GenerationChoice): Pick<Preset, 'settings' | 'systemPrompt'> {
  const { settings, systemPrompt } = presetOf(choice, own())
  return { settings: { ...settings, ...choice.settings }, systemPrompt: choice.systemPrompt ?? systemPrompt }
}

/** Adds a preset behind the others. Resolves with its id; null where it could not be saved. */
export async function savePreset(name: string, choice: GenerationChoice): Promise<string | null> {
  const id = crypto.randomUUID()
  return (await change([...own(), { id, name: name.trim(), ...contentOf(choice) }])) ? id : null
}

/** What was changed in a choice becomes part of its preset. True when it is saved; never for one that comes with Hearth. */
export function updatePreset(choice: GenerationChoice): Promise<boolean> {
  if (isBuiltIn(choice.presetId)) return Promise.resolve(false)
  const content = contentOf(choice)
  return change(own().map((preset) => (preset.id === choice.presetId ? { ...preset, ...content } : preset)))
}

export function renamePreset(id: string, name: string): void {
  const next = name.trim()
  if (next !== '') void change(own().map((preset) => (preset.id === id ? { ...preset, name: next } : preset)))
}

/** Beside the original, under another name. */
export function duplicatePreset(id: string, name: string): void {
  void change(own().flatMap((preset) => (preset.id === id ? [preset, { ...preset, id: crypto.randomUUID(), name }] : [preset])))
}

export function movePreset(id: string, step: 1 | -1): void {
  const presets = [...own()]
  const place = presets.findIndex((preset) => preset.id === id)
  const [moved] = presets.splice(place, 1)
  if (!moved || place + step < 0) return
  presets.splice(place + step, 0, moved)
  void change(presets)
}

/** Chats that have it keep what was changed in them, over *Recommended*. Returns what brings it back to its place. */
export function deletePreset(id: string): () => void {
  const before = own()
  const place = before.findIndex((preset) => preset.id === id)
  const deleted = before[place]
  void change(before.filter((preset) => preset.id !== id))
  return () => {
    const now = own()
    if (deleted && !now.some((preset) => preset.id === id)) void change([...now.slice(0, place), deleted, ...now.slice(place)])
  }
}

/** Main asks where to. Resolves with the file's name; null where nothing was written. */
export async function exportPresets(presetIds: string[]): Promise<string | null> {
  const result = await call('presets.export', { presetIds })
  if (result.ok) return result.value
  showFailure(t('presets.notExported'), result.error)
  return null
}

/** Main asks for a file. What it adds comes as an event; null where nothing was added. */
export async function importPresets(): Promise<{ readonly presets: readonly Preset[]; readonly leftOut: number } | null> {
  const before = own()
  const result = await call('presets.import', {})
  if (result.ok && result.value) noteChange({ presets: before })
  if (result.ok) return result.value
  showFailure(t('presets.notImported'), result.error)
  return null
}

/** Takes several out again. */
export function removePresets(ids: readonly string[]): void {
  void change(own().filter(({ id }) => !ids.includes(id)))
}
