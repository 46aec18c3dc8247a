import { Dialog } from '@base-ui/react/dialog'
import { useId, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { PRESET_LIMITS, type Preset } from '../../../../shared/domain/presets'
import { t } from '../../../../shared/i18n/translate'
import { nameFault } from './presetNames'

interface PresetNameDialogProps {
  isOpen: boolean
  own: readonly Preset[]
  onSave: (name: string) => void
  onClose: () => void
}

/** Asks for the name of a new preset. */
export function PresetNameDialog({ isOpen, own, onSave, onClose }: PresetNameDialogProps): ReactElement {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(opens) => !opens && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup className="dialog preset-dialog" data-layer="" initialFocus={field}>
          <NameForm own={own} field={field} onSave={onSave} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Begins empty each time: it is there only while the dialog is open. */
function NameForm({
  own,
  field,
  onSave
}: Pick<PresetNameDialogProps, 'own' | 'onSave'> & { field: React.RefObject<HTMLInputElement | null> }): ReactElement {
  const id = useId()
  const [name, setName] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const found = nameFault(name, own, null)
    setFault(found)
    if (found === null) onSave(name.trim())
    else field.current?.focus()
  }
  return (
    <form onSubmit={submit} className="preset-form">
      <Dialog.Title className="dialog-title" render={<label htmlFor={`${id}-name`} />}>
        {t('presets.name')}
      </Dialog.Title>
      <input
        ref={field}
        id={`${id}-name`}
        type="text"
        dir="auto"
        className="text-field"
        autoComplete="off"
        maxLength={PRESET_LIMITS.name}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        aria-invalid={fault !== null}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value)
          setFault(null)
        }}
      />
      {fault !== null && (
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <div className="dialog-buttons">
        <Dialog.Close className="button">{t('presets.cancel')}</Dialog.Close>
        <button type="submit" className="button primary">
          {t('presets.saveButton')}
        </button>
      </div>
    </form>
  )
}
