import { beforeEach, describe, expect, it, vi } from 'vitest'

const { BrowserWindow, dialog, openExternal } = vi.hoisted(() => ({
  BrowserWindow: { getAllWindows: vi.fn(() => ['the window']) },
  dialog: { showMessageBox: vi.fn(() => Promise.resolve({ response: 0 })) },
  openExternal: vi.fn(() => Promise.resolve())
}))
vi.mock('electron', () => ({ BrowserWindow, dialog, shell: { openExternal } }))
const { linkOpener } = await import('./linkOpener')

beforeEach(() => vi.clearAllMocks())

const address = (host: string, url: string) => ({ host, url, hasUser: false })

describe('the question before a link is opened', () => {
  it('names the host and the whole address, over the window, and Enter means Cancel', async () => {
    expect(await linkOpener.confirm(address('xn--pple-43d.com', 'https://xn--pple-43d.com/a'))).toBe(true)
    expect(dialog.showMessageBox).toHaveBeenCalledWith(
      'the window',
      expect.objectContaining({
        message: 'Open “xn--pple-43d.com” in your browser?',
        detail: 'https://xn--pple-43d.com/a\n\nWhat you wrote here is not sent along. Hearth itself stays offline.',
        buttons: ['Open', 'Cancel'],
        defaultId: 1,
        cancelId: 1
      })
    )
  })

  it('speaks of mail for a mail address', async () => {
    await linkOpener.confirm(address('', 'mailto:ann@example.com'))
    expect(dialog.showMessageBox).toHaveBeenCalledWith('the window', expect.objectContaining({ message: 'Write in your mail program?' }))
  })

  it('is answered by Cancel when it is closed', async () => {
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 })
    expect(await linkOpener.confirm(address('example.com', 'https://example.com/'))).toBe(false)
  })

  it('keeps its buttons on the screen for an address of any length', async () => {
    await linkOpener.confirm(address('example.com', `https://example.com/${'a'.repeat(8_000)}`))
    const [, { detail }] = dialog.showMessageBox.mock.calls[0] as unknown as [string, { detail: string }]
    expect(detail.length).toBeLessThan(650)
    expect(detail).toContain('aaa…')
  })

  it('is asked also when the window has just been closed', async () => {
    BrowserWindow.getAllWindows.mockReturnValueOnce([])
    await linkOpener.confirm(address('example.com', 'https://example.com/'))
    expect(dialog.showMessageBox).toHaveBeenCalledWith(expect.objectContaining({ type: 'question' }))
  })
})

it('a system that cannot open an address says so', async () => {
  expect(await linkOpener.open('https://example.com/')).toBe(true)
  expect(openExternal).toHaveBeenCalledWith('https://example.com/')
  openExternal.mockRejectedValueOnce(new Error('no program'))
  expect(await linkOpener.open('mailto:a@b.example')).toBe(false)
})
