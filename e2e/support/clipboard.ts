import type { Hearth } from './hearth'

/** What is on the clipboard, as other programs take it. The older Electron of set-up reads each form by a call of its own. */
export const clipboardOf = ({ app }: Hearth, type: 'text/plain' | 'text/html'): Promise<string> =>
  app.evaluate(async ({ clipboard }, type) => {
    const older = clipboard as unknown as { readHTML?: () => string; readText: () => string | Promise<string> }
    if (type === 'text/plain') return older.readText()
    if (older.readHTML) return older.readHTML()
    const [item] = await clipboard.read()
    return (await item?.getType(type))?.text() ?? ''
  }, type)
