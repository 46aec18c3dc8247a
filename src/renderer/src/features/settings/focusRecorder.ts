/** Gives the focus to the keys of the command whose row this is in: what had it is about to go. */
export function focusRecorder(within: Element): void {
  within.closest('li')?.querySelector<HTMLElement>('.key-recorder')?.focus()
}
