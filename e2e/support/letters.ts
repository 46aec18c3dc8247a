/** What stays of a reply of a real model on the screen, whatever its Markdown becomes: its letters and digits. */
export const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')
