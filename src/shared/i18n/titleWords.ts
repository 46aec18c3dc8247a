import { t } from './translate'

/** A conversation's title as it is shown: its first message may hold nothing to take one from. */
export const titleWords = (title: string): string => (title === '' ? t('conversation.untitled') : title)
