import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown, Save, SlidersHorizontal, SquarePlus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { GenerationChoice } from '../../../../shared/domain/generationChoice'
import { builtInPresetIds, isBuiltIn, PRESET_LIMITS, type Preset } from '../../../../shared/domain/presets'
import { t } from '../../../../shared/i18n/translate'
import { usePreferencesStore } from '../../state/preferencesStore'
import { canAddPreset, savePreset, updatePreset } from '../../state/presetActions'
import { chooseSettingsSection, say, showSettings } from '../../state/viewStore'
import { showToast } from '../../ui/Toasts'
import { PresetNameDialog } from './PresetNameDialog'
import { presetName } from './presetNames'

interface PresetMenuProps {
  choice: GenerationChoice
  preset: Preset
  /** False where the presets themselves stand below. */
  canManage: boolean
  /** Changes the newest choice, which may be newer than the one that is shown. True when it is saved. */
  onChange: (change: (choice: GenerationChoice) => GenerationChoice) => Promise<boolean>
  /** Brings back what there is now, whether it is a choice of its own or not. */
  onRestore: () => void
}

const isChanged = ({ settings, systemPrompt }: GenerationChoice): boolean => systemPrompt !== null || Object.keys(settings).length > 0

/** With this preset and no changes to it. What else was chosen for the chat is no part of a preset and stays. */
const bare =
  (presetId: string) =>
  (choice: GenerationChoice): GenerationChoice => ({ ...choice, presetId, settings: {}, systemPrompt: null })

/** The preset in use; opens the list of them all, and what can be done with the changes. */
export function PresetMenu({ choice, preset, canManage, onChange, onRestore }: PresetMenuProps): ReactElement {
  const own = usePreferencesStore(({ preferences }) => preferences.presets)
  const [isNaming, setIsNaming] = useState(false)
  const name = presetName(preset)
  const hasChanges = isChanged(choice)
  const take = (next: (choice: GenerationChoice) => GenerationChoice, said: string): void => {
    void onChange(next)
    say(said)
    if (hasChanges) showToast(said, { name: t('generation.undo'), run: onRestore })
  }
  const pick = (id: string): void => {
    const picked = [...builtInPresetIds.map((each) => ({ id: each, name: '' })), ...own].find((each) => each.id === id)
    if (picked && (id !== choice.presetId || hasChanges)) take(bare(id), t('presets.chosen', { name: presetName(picked) }))
  }
  // The changes leave the chat only once they are in the preset.
  const save = async (newName: string): Promise<void> => {
    setIsNaming(false)
    const id = await savePreset(newName, choice)
    if (id !== null && (await onChange(bare(id)))) say(t('presets.saved', { name: newName }))
  }
  const update = async (): Promise<void> => {
    if (!(await updatePreset(choice))) return
    if (await onChange(bare(preset.id))) say(t('presets.updated', { name }))
  }
  const manage = (): void => {
    chooseSettingsSection('generation')
    showSettings(true)
  }
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="button preset-button" aria-label={t(hasChanges ? 'presets.buttonChanged' : 'presets.button', { name })}>
          <SlidersHorizontal className="icon" />
          <bdi className="preset-name">{name}</bdi>
          {hasChanges && <span className="tag">{t('generation.changed')}</span>}
          <ChevronDown className="icon" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="menu-positioner" sideOffset={6} align="start" collisionPadding={8}>
            <Menu.Popup className="menu" data-layer="">
              <Menu.RadioGroup className="menu-models" value={preset.id} onValueChange={pick}>
                {builtInPresetIds.map((id) => (
                  <PresetItem key={id} id={id} name={presetName({ id, name: '' })} hint={t(`presets.hints.${id}`)} />
                ))}
                {own.map(({ id, name: ownName }) => (
                  <PresetItem key={id} id={id} name={ownName} />
                ))}
              </Menu.RadioGroup>
              <Menu.Separator className="menu-separator" />
              {hasChanges && !isBuiltIn(preset.id) && (
                <Menu.Item className="menu-item" onClick={() => void update()}>
                  <Save className="icon" />
                  {t('presets.update', { name })}
                </Menu.Item>
              )}
              {canAddPreset(own) ? (
                <Menu.Item className="menu-item" onClick={() => setIsNaming(true)}>
                  <SquarePlus className="icon" />
                  {t('presets.save')}
                </Menu.Item>
              ) : (
                <p className="menu-note">{t('presets.tooMany', { most: PRESET_LIMITS.count })}</p>
              )}
              {canManage && (
                <Menu.Item className="menu-item" onClick={manage}>
                  <SlidersHorizontal className="icon" />
                  {t('presets.manage')}
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <PresetNameDialog isOpen={isNaming} own={own} onSave={(newName) => void save(newName)} onClose={() => setIsNaming(false)} />
    </>
  )
}

function PresetItem({ id, name, hint }: { id: string; name: string; hint?: string }): ReactElement {
  return (
    <Menu.RadioItem value={id} className="menu-item" closeOnClick>
      <span className="menu-check">
        <Menu.RadioItemIndicator>
          <Check className="icon" />
        </Menu.RadioItemIndicator>
      </span>
      <span className="menu-text">
        <bdi>{name}</bdi>
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </Menu.RadioItem>
  )
}
