import { Autocomplete } from '@base-ui/react/autocomplete'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { CommandId } from '../../../../shared/domain/commands'
import { t } from '../../../../shared/i18n/translate'
import { useShortcutWords } from '../../state/shortcutStore'
import { listedCommands, matches, type ListedCommand } from './listedCommands'

/** A field that filters the commands as one types; up, down and Enter choose. */
export function CommandSearch({ onChoose }: { onChoose: (id: CommandId) => void }): ReactElement {
  const [listed] = useState(listedCommands) // as things were when it was opened: nothing moves under the pointer
  const field = useRef<HTMLInputElement>(null)
  // The first time this comes after the palette, which has the focus then. It must not take it before: the palette would not know what had it.
  useEffect(() => {
    if (document.activeElement !== null && field.current?.closest('[data-layer]') === document.activeElement) field.current?.focus()
  }, [])
  return (
    <Autocomplete.Root
      open
      inline
      items={listed}
      filter={matches}
      itemToStringValue={({ title }: ListedCommand) => title}
      autoHighlight="always"
      keepHighlight
    >
      <div className="palette-field">
        <Search className="icon" />
        <Autocomplete.Input ref={field} className="palette-input" aria-label={t('palette.search')} placeholder={t('palette.hint')} />
      </div>
      <Autocomplete.Empty className="palette-empty">{t('palette.empty')}</Autocomplete.Empty>
      <Autocomplete.List className="palette-list" aria-label={t('palette.title')}>
        {(command: ListedCommand) => <CommandItem key={command.id} command={command} onChoose={onChoose} />}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function CommandItem({ command, onChoose }: { command: ListedCommand; onChoose: (id: CommandId) => void }): ReactElement {
  const { id, title, isAvailable } = command
  const keys = useShortcutWords(id)
  return (
    <Autocomplete.Item className="palette-item" value={command} disabled={!isAvailable} onClick={() => onChoose(id)}>
      <span className="palette-title" dir="auto">
        {title}
      </span>
      {!isAvailable && <small>{t('palette.unavailable')}</small>}
      {keys !== undefined && <kbd className="kbd">{keys}</kbd>}
    </Autocomplete.Item>
  )
}
