import { textDirection } from '../../../../shared/domain/textDirection'

/** Characters. Of a longer text the browser would read all again at each key to find its direction: seconds with a million in one line. */
const LONG = 5_000

/** Sets the direction of the message box for the text that it now holds. Empty, it has that of the window, as its placeholder does. */
export function setFieldDirection(field: HTMLTextAreaElement, text: string): void {
  const direction = text === '' ? '' : text.length > LONG ? textDirection(text.slice(0, LONG)) : 'auto'
  if (field.dir !== direction) field.dir = direction
  field.classList.toggle('long', text.length > LONG)
}
