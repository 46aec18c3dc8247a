import { t } from '../../../shared/i18n/translate'

const isMac = (): boolean => navigator.platform.startsWith('Mac')

/** The names of these keys on this system, as they stand before another key. */
export const controlKey = (): string => (isMac() ? t('shortcuts.command') : t('shortcuts.control'))
export const shiftKey = (): string => (isMac() ? t('shortcuts.macShift') : t('shortcuts.shift'))
