import { chatPlace, commandIds, type CommandId } from '../../../../shared/domain/commands'
import { commandWords } from '../../../../shared/i18n/commandWords'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import { canRun, conversationAt } from '../../state/commands'
import { matchesSearch } from '../../state/settingsSearch'

export interface ListedCommand {
  readonly id: CommandId
  readonly title: string
  /** It could do something now. */
  readonly isAvailable: boolean
}

/**
 * Every command as the palette lists it: those that can be used now, then the first chats by their titles, then the rest. Places in the list
 * of chats where there is none are left out.
 */
export function listedCommands(): ListedCommand[] {
  const listed = commandIds
    .filter((id) => chatPlace(id) === null || conversationAt(id) !== undefined)
    .map((id) => ({ id, title: titleOf(id), isAvailable: canRun(id) }))
  return listed.sort((a, b) => rank(a) - rank(b))
}

const rank = ({ id, isAvailable }: ListedCommand): number => (isAvailable ? (chatPlace(id) === null ? 0 : 1) : 2)

function titleOf(id: CommandId): string {
  const conversation = conversationAt(id)
  return conversation ? t('palette.openChat', { title: titleWords(conversation.title) }) : commandWords(id)
}

export const matches = ({ title }: ListedCommand, query: string): boolean => matchesSearch([title], query)
