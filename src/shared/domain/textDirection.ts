const SCRIPTS = ['Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko', 'Samaritan', 'Mandaic', 'Adlam']
  .map((name) => `\\p{Script=${name}}`)
  .join('')

const LETTER = /\p{L}/u
const RIGHT_TO_LEFT = new RegExp(`[${SCRIPTS}]`, 'u')
const LEFT_TO_RIGHT = new RegExp(`(?![${SCRIPTS}])\\p{L}`, 'u')

/** The direction of a text by its first letter, as `dir="auto"` has it. */
export function textDirection(text: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(LETTER.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr'
}

/** Whether some of its letters run in this direction. */
export const hasLetters = (text: string, direction: 'ltr' | 'rtl'): boolean =>
  (direction === 'rtl' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT).test(text)
