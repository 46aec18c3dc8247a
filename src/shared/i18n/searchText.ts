import { language } from './language'

/** A text as it is looked for: accents and capitals do not matter. */
export const searchText = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(language())
