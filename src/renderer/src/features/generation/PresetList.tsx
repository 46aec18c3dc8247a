import { ArrowDown, ArrowUp, Copy, FileDown, FileUp, Pencil, Share, Trash2 } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { PRESET_LIMITS, type Preset } from '../../../../shared/domain/presets'
import { joinedSentences } from '../../../../shared/i18n/joined'
import { t } from '../../../../shared/i18n/translate'
import { useFieldCommit } from '../../state/fieldCommits'
import { usePreferencesStore } from '../../state/preferencesStore'
import {
  canAddPreset,
  deletePreset,
  duplicatePreset,
  exportPresets,
  importPresets,
  movePreset,
  removePresets,
  renamePreset
} from '../../state/presetActions'
import { say } from '../../state/viewStore'
import { IconButton } from '../../ui/IconButton'
import { showToast } from '../../ui/Toasts'
import { copyName, nameFault } from './presetNames'

/** The person's own presets: their order and names. What is in them is changed where they are used. */
export function PresetList(): ReactElement {
  const id = useId()
  const own = usePreferencesStore(({ preferences }) => preferences.presets)
  return (
    <section className="setting" aria-labelledby={id}>
      <h3 id={id} className="setting-name">
        {t('presets.own')}
      </h3>
      {own.length === 0 && <p className="setting-hint">{t('presets.empty')}</p>}
      {own.length > 0 && (
        <ul className="preset-list" aria-label={t('presets.list')}>
          {own.map((preset, place) => (
            <PresetRow key={preset.id} preset={preset} isFirst={place === 0} isLast={place === own.length - 1} own={own} />
          ))}
        </ul>
      )}
      <div className="preset-files">
        <button type="button" className="button" onClick={() => void importWithUndo()}>
          <FileDown className="icon" />
          {t('presets.import')}
        </button>
        {own.length > 0 && (
          <button type="button" className="button" onClick={() => void exportNamed(own.map((preset) => preset.id))}>
            <FileUp className="icon" />
            {t('presets.exportAll')}
          </button>
        )}
      </div>
    </section>
  )
}

async function exportNamed(ids: string[]): Promise<void> {
  const file = await exportPresets(ids)
  if (file === null) return
  say(t('presets.exported', { file }))
  showToast(t('presets.exported', { file }))
}

async function importWithUndo(): Promise<void> {
  const added = await importPresets()
  if (added === null) return
  const { presets, leftOut } = added
  const done = t('presets.imported', { count: presets.length })
  const sentence = leftOut === 0 ? done : joinedSentences(done, t('presets.leftOut', { count: leftOut }))
  say(sentence)
  showToast(sentence, { name: t('generation.undo'), run: () => removePresets(presets.map(({ id }) => id)) })
}

interface PresetRowProps {
  preset: Preset
  own: readonly Preset[]
  isFirst: boolean
  isLast: boolean
}

function PresetRow({ preset, own, isFirst, isLast }: PresetRowProps): ReactElement {
  const { id, name } = preset
  const [isRenaming, setIsRenaming] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const remove = (): void => {
    const undo = deletePreset(id)
    const sentence = t('presets.deleted', { name })
    say(sentence)
    showToast(sentence, { name: t('generation.undo'), run: undo })
  }
  const endRenaming = (by: 'key' | 'leaving'): void => {
    setIsRenaming(false)
    if (by === 'key') pencil.current?.focus()
  }
  return (
    <li className="preset-row">
      {isRenaming ? <RenameField preset={preset} own={own} onEnd={endRenaming} /> : <bdi className="preset-row-name">{name}</bdi>}
      <span className="preset-actions">
        <IconButton
          ref={pencil}
          name={t('presets.rename', { name })}
          icon={<Pencil className="icon" />}
          aria-expanded={isRenaming}
          onMouseDown={(event) => isRenaming && event.preventDefault()} // the field ends by the click, not before it
          onClick={() => setIsRenaming(!isRenaming)}
        />
        <IconButton
          name={t('presets.duplicate', { name })}
          icon={<Copy className="icon" />}
          aria-disabled={!canAddPreset(own)}
          {...(!canAddPreset(own) && { tip: t('presets.tooMany', { most: PRESET_LIMITS.count }) })}
          onClick={() => canAddPreset(own) && duplicatePreset(id, copyName(name, own))}
        />
        <IconButton
          name={t('presets.moveUp', { name })}
          icon={<ArrowUp className="icon" />}
          aria-disabled={isFirst}
          onClick={() => !isFirst && movePreset(id, -1)}
        />
        <IconButton
          name={t('presets.moveDown', { name })}
          icon={<ArrowDown className="icon" />}
          aria-disabled={isLast}
          onClick={() => !isLast && movePreset(id, 1)}
        />
        <IconButton name={t('presets.export', { name })} icon={<Share className="icon" />} onClick={() => void exportNamed([id])} />
        <IconButton name={t('presets.delete', { name })} icon={<Trash2 className="icon" />} onClick={remove} />
      </span>
    </li>
  )
}

interface RenameFieldProps {
  preset: Preset
  own: readonly Preset[]
  onEnd: (by: 'key' | 'leaving') => void
}

/** Enter saves and Esc keeps the old name, and both give the focus back; leaving the field saves a name that can be had. */
function RenameField({ preset, own, onEnd }: RenameFieldProps): ReactElement {
  const id = useId()
  const [name, setName] = useState(preset.name)
  // The field loses the focus as it goes: it has ended then.
  const isOver = useRef(false)
  const fault = nameFault(name, own, preset.id)
  const end = (by: 'key' | 'leaving', isKept: boolean): void => {
    if (isOver.current) return
    isOver.current = true
    if (isKept && fault === null && name.trim() !== preset.name) renamePreset(preset.id, name)
    onEnd(by)
  }
  useFieldCommit(() => end('leaving', true))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation() // the settings around it stay open
    if (event.key === 'Escape' || fault === null) end('key', event.key === 'Enter')
  }
  return (
    <span className="preset-rename">
      <input
        type="text"
        dir="auto"
        className="text-field"
        autoFocus
        autoComplete="off"
        maxLength={PRESET_LIMITS.name}
        aria-label={t('presets.name')}
        aria-describedby={fault === null ? undefined : id}
        aria-invalid={fault !== null}
        data-own-escape=""
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => end('leaving', true)}
      />
      {fault !== null && (
        <span id={id} className="field-fault" role="alert">
          {fault}
        </span>
      )}
    </span>
  )
}
