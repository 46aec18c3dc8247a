import { characterNames } from './characterNames'

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z][A-Za-z\d]{1,31}));/g
const REPLACEMENT = '\uFFFD'

/** Puts the characters in the place of what names them: `&copy;`, `&#35;`, `&#x22;`. A name that is not known stays. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => decoded(whole, decimal, hex, name))
    : text

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return characterNames.get(name) ?? whole
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : REPLACEMENT
}
