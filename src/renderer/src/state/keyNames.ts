import { t } from '../../../shared/i18n/translate'
import { isMac } from './shortcutStore'

/** The names of these keys on this system, as they stand before another key. */
export const controlKey = (): string => (isMac() ? '⌘' : `${t('keys.control')}+`)
export const shiftKey = (): string => (isMac() ? '⇧' : `${t('keys.shift')}+`)
