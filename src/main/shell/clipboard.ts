import * as electron from 'electron'

/** As an older Electron has it, which set-up may assemble (decision 0002). */
interface OlderClipboard {
  write(content: { text: string; html?: string | undefined }): void
}

/** Puts one item on the system's clipboard, in every form it has. */
export async function writeClipboard(content: { text: string; html?: string | undefined }): Promise<void> {
  const { text, html } = content
  if (!Reflect.has(electron, 'ClipboardItem')) return (electron.clipboard as unknown as OlderClipboard).write(content)
  const forms = { 'text/plain': text, ...(html !== undefined && { 'text/html': html }) }
  await electron.clipboard.write([new electron.ClipboardItem(forms)])
}
