import type { Conversation } from '../../../../shared/domain/conversation'
import { formatDate, formatTime } from '../../../../shared/i18n/regionalFormats'
import { t } from '../../../../shared/i18n/translate'

export interface ConversationGroup {
  readonly name: string
  readonly conversations: readonly Conversation[]
}

/** Under Today, Yesterday, Previous 7 days and then by month, in the order of the list. Days are those of the computer's clock. */
export function groupConversations(conversations: readonly Conversation[], today: Date): ConversationGroup[] {
  const groups = new Map<string, Conversation[]>()
  for (const conversation of conversations) {
    const name = groupName(new Date(conversation.updatedAt), today)
    groups.set(name, [...(groups.get(name) ?? []), conversation])
  }
  return [...groups].map(([name, members]) => ({ name, conversations: members }))
}

function groupName(day: Date, today: Date): string {
  const daysAgo = Math.round((startOfDay(today) - startOfDay(day)) / 86_400_000)
  if (daysAgo <= 0) return t('sidebar.today')
  if (daysAgo === 1) return t('sidebar.yesterday')
  if (daysAgo <= 7) return t('sidebar.previousWeek')
  const isThisYear = day.getFullYear() === today.getFullYear()
  return formatDate(day, isThisYear ? { month: 'long' } : { month: 'long', year: 'numeric' })
}

const startOfDay = (day: Date): number => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()

/** The time of day when it was today, else nothing: the group says the rest. */
export function timeOfDay(conversation: Conversation, today: Date): string {
  const at = new Date(conversation.updatedAt)
  return startOfDay(at) === startOfDay(today) ? formatTime(at) : ''
}
