import { isBuiltIn, PRESET_LIMITS, type Preset } from '../../../../shared/domain/presets'
import { t } from '../../../../shared/i18n/translate'

export const presetName = ({ id, name }: Pick<Preset, 'id' | 'name'>): string => (isBuiltIn(id) ? t(`presets.${id}`) : name)

/** Why a preset cannot have this name; null where it can. `id`: its own, which may keep its name. */
export function nameFault(name: string, own: readonly Preset[], id: string | null): string | null {
  const wanted = name.trim()
  if (wanted === '') return t('presets.nameEmpty')
  return own.some((other) => other.id !== id && other.name === wanted) ? t('presets.nameTaken') : null
}

/** A name for a copy that no other preset has. */
export function copyName(name: string, own: readonly Preset[]): string {
  const taken = new Set(own.map((preset) => preset.name))
  const cut = (make: (shorter: string) => string): string => {
    const over = make(name).length - PRESET_LIMITS.name
    return over > 0 ? make(name.slice(0, -over)) : make(name)
  }
  let copy = cut((shorter) => t('presets.copyOf', { name: shorter }))
  for (let number = 2; taken.has(copy); number++) copy = cut((shorter) => t('presets.copyNumber', { name: shorter, number }))
  return copy
}
