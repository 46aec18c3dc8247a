import type { ReactElement } from 'react'
import type { GenerationChoice, SettingChanges } from '../../../../shared/domain/generationChoice'
import type { Recommended } from '../../../../shared/domain/recommended'
import type { SamplingSettings } from '../../../../shared/domain/samplingSettings'
import type { NumberFieldName } from '../../../../shared/domain/settingFields'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { useResolvedChoice } from '../../state/choiceStore'
import { Findable } from '../../state/settingsSearch'
import { NumberSetting } from './NumberSetting'
import { PresetMenu } from './PresetMenu'
import { useModelSystemPrompt } from '../../state/modelSystemPrompt'
import { presetName } from './presetNames'
import { SettingGroup } from './SettingGroup'
import { StopTexts } from './StopTexts'
import { SwitchSetting } from './SwitchSetting'
import { StructureSetting } from './StructureSetting'
import { SystemPrompt } from './SystemPrompt'
import { ThinkingSetting } from './ThinkingSetting'

interface GenerationFormProps {
  /** The chat it is of, or what stands for every chat: what is typed and cannot be used is kept by it. */
  scope: string
  choice: GenerationChoice
  /** False where the presets themselves stand below. */
  canManage: boolean
  /** Changes the newest choice, which may be newer than the one that is shown. True when it is saved. */
  onChange: (change: (choice: GenerationChoice) => GenerationChoice) => Promise<boolean>
  /** Brings back what there is now, whether it is a choice of its own or not. */
  onRestore: () => void
}

/** All that a generation is made with: a preset, the system prompt, and every setting. What differs from the preset is marked. */
export function GenerationForm({ scope, choice, canManage, onChange, onRestore }: GenerationFormProps): ReactElement {
  const { settings, presetSettings, preset, recommended } = useResolvedChoice(choice)
  const modelText = useModelSystemPrompt(settings.thinking)
  const isKnown = useAppStore(({ model }) => model.kind === 'ready')
  const change = <N extends keyof SamplingSettings>(name: N, value: SamplingSettings[N]): Promise<boolean> =>
    // Before the model is there nobody knows what the preset comes to: what is chosen stays a choice.
    onChange((newest) => ({ ...newest, settings: changed(newest.settings, name, value, isKnown ? presetSettings : null) }))
  const reset = (name: keyof SamplingSettings): void => void onChange((newest) => ({ ...newest, settings: without(newest.settings, name) }))
  const number = (name: NumberFieldName): ReactElement => (
    <NumberSetting
      key={name}
      name={name}
      value={settings[name]}
      presetValue={presetSettings[name]}
      recommended={recommendedValue(recommended, name)}
      onChange={(value) => void change(name, value as never)}
      onReset={() => reset(name)}
    />
  )
  return (
    <div className="generation-form">
      <Findable texts={[t('presets.button', { name: presetName(preset) })]}>
        <PresetMenu choice={choice} preset={preset} canManage={canManage} onChange={onChange} onRestore={onRestore} />
      </Findable>
      <SystemPrompt
        scope={scope}
        text={choice.systemPrompt ?? preset.systemPrompt}
        presetText={preset.systemPrompt}
        modelText={modelText}
        onChange={(text) => onChange((newest) => ({ ...newest, systemPrompt: text === preset.systemPrompt ? null : text }))}
      />
      <SettingGroup title={t('generation.groups.words')}>
        {(['temperature', 'topP', 'topK', 'minP', 'xtcProbability', 'xtcThreshold'] as const).map(number)}
      </SettingGroup>
      <SettingGroup title={t('generation.groups.repetition')}>
        {(['repeatPenalty', 'frequencyPenalty', 'presencePenalty', 'penaltyWindow', 'dryStrength', 'dryAllowedLength'] as const).map(
          number
        )}
      </SettingGroup>
      <SettingGroup title={t('generation.groups.length')}>
        {number('maxTokens')}
        <StopTexts
          texts={settings.stopTexts}
          presetTexts={presetSettings.stopTexts}
          onChange={(texts) => void change('stopTexts', texts)}
          onReset={() => reset('stopTexts')}
        />
        {number('seed')}
      </SettingGroup>
      <SettingGroup title={t('generation.groups.thinking')}>
        <ThinkingSetting
          value={settings.thinking}
          presetValue={presetSettings.thinking}
          onChange={(value) => void change('thinking', value)}
          onReset={() => reset('thinking')}
        />
        {number('thinkingBudget')}
        <SwitchSetting
          name="loopGuard"
          value={settings.loopGuard}
          presetValue={presetSettings.loopGuard}
          onChange={(value) => void change('loopGuard', value)}
          onReset={() => reset('loopGuard')}
        />
      </SettingGroup>
      <SettingGroup title={t('generation.groups.structure')}>
        <StructureSetting
          scope={scope}
          value={settings.structure}
          presetValue={presetSettings.structure}
          onChange={(value) => change('structure', value)}
          onReset={() => reset('structure')}
        />
      </SettingGroup>
      <SettingGroup title={t('generation.groups.display')}>
        <SwitchSetting
          name="showWhenComplete"
          value={settings.showWhenComplete}
          presetValue={presetSettings.showWhenComplete}
          onChange={(value) => void change('showWhenComplete', value)}
          onReset={() => reset('showWhenComplete')}
        />
        <SwitchSetting
          name="showSpecialTokens"
          value={settings.showSpecialTokens}
          presetValue={presetSettings.showSpecialTokens}
          onChange={(value) => void change('showSpecialTokens', value)}
          onReset={() => reset('showSpecialTokens')}
        />
      </SettingGroup>
    </div>
  )
}

const without = (changes: SettingChanges, name: keyof SamplingSettings): SettingChanges =>
  Object.fromEntries(Object.entries(changes).filter(([other]) => other !== name))

/** A value that the preset has by itself is no change. */
function changed<N extends keyof SamplingSettings>(
  changes: SettingChanges,
  name: N,
  value: SamplingSettings[N],
  presetSettings: SamplingSettings | null
): SettingChanges {
  const rest = without(changes, name)
  return JSON.stringify(value) === JSON.stringify(presetSettings?.[name]) ? rest : { ...rest, [name]: value }
}

function recommendedValue(recommended: Recommended | null, name: NumberFieldName): number | null {
  const values: Partial<Record<NumberFieldName, number | null>> = recommended?.settings ?? {}
  return values[name] ?? null
}
