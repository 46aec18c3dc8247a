/**
 * What was typed into a setting and cannot be used as it is, by chat and setting: it is there again when the setting is shown again, and gone with
 * the window.
 */
const texts = new Map<string, unknown>()

/** A text that belongs to one setting of one chat. */
export interface UnfinishedText<T> {
  recall(): T | undefined
  remember(text: T): void
  forget(): void
}

/** `scope`: a chat, or what stands for every chat. */
export function unfinishedText<T>(scope: string, setting: string): UnfinishedText<T> {
  const key = `${scope} ${setting}`
  return {
    recall: () => texts.get(key) as T | undefined,
    remember: (text) => void texts.set(key, text),
    forget: () => void texts.delete(key)
  }
}

export const forgetUnfinishedTexts = (): void => texts.clear()
