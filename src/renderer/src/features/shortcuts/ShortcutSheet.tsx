import { useId, type ReactElement } from 'react'
import { chatPlace, commandGroups, commandsIn, type CommandId } from '../../../../shared/domain/commands'
import { keysOf } from '../../../../shared/domain/shortcuts'
import { commandWords } from '../../../../shared/i18n/commandWords'
import { t } from '../../../../shared/i18n/translate'
import { useWritingKeys } from '../../state/sendKeys'
import { useChordWords, useShortcuts } from '../../state/shortcutStore'

interface Row {
  readonly title: string
  /** In words; null where it has none. */
  readonly keys: string | null
}

/** Commands with their keys, and the keys of the message box and of the list. */
export function ShortcutSheet(): ReactElement {
  const { changes, keyboard } = useShortcuts()
  const words = useChordWords()
  const writingKeys = useWritingKeys()
  const rowOf = (id: CommandId): Row => {
    const keys = keysOf(id, changes, keyboard)
    if (chatPlace(id) !== null) {
      return { title: t('shortcuts.openChats'), keys: t('joined.range', { first: words('Mod+Digit1'), last: words('Mod+Digit9') }) }
    }
    return { title: commandWords(id), keys: keys === null ? null : words(keys) }
  }
  const writing = [
    { title: t('shortcuts.send'), keys: words(writingKeys.send) },
    { title: t('shortcuts.newLine'), keys: words(writingKeys.newLine) }
  ]
  const inList = { title: t('shortcuts.deleteListed'), keys: words('Delete') }
  return (
    <div className="shortcut-groups">
      <Group title={t('shortcuts.group.writing')} rows={writing} />
      {commandGroups.map((group) => {
        const rows = commandsIn(group)
          .filter((id) => (chatPlace(id) ?? 1) === 1)
          .map(rowOf)
        return <Group key={group} title={t(`shortcuts.group.${group}`)} rows={group === 'chats' ? [...rows, inList] : rows} />
      })}
    </div>
  )
}

function Group({ title, rows }: { title: string; rows: readonly Row[] }): ReactElement {
  const headingId = useId()
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId} className="shortcut-group">
        {title}
      </h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title} className="shortcut">
            <dt>{row.title}</dt>
            <dd>
              {row.keys === null ? (
                <span className="shortcut-none">{t('keyboardSettings.none')}</span>
              ) : (
                <kbd className="kbd">{row.keys}</kbd>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
