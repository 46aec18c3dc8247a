import { chatPlace, type CommandId } from '../domain/commands'
import { t } from './translate'

type Named = Exclude<CommandId, `openChat${number}`>

/** What a command is called in the menu, the palette, the list of shortcuts and the settings. */
export function commandWords(id: CommandId): string {
  const place = chatPlace(id)
  return place === null ? t(`commands.${id as Named}`) : t('commands.openChat', { place })
}
