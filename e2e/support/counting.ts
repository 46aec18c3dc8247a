import { expect } from '@playwright/test'
import { needsSignals, type Hearth, type LaunchOptions } from './hearth'
import { words } from './models'
import { loadScript } from './preset'

/** What the model says that is asked to count: one token a word, all different. */
export const script = words(600)

/** Asks the model to count. Its engine is halted, by main itself, when the twentieth word goes to the window: it cannot have finished. */
export async function countAndHalt(hearth: Hearth, question = 'Count.'): Promise<void> {
  await haltAtWord(hearth, 'w20x')
  await hearth.write(question)
  await expect(hearth.textOf(hearth.replies.last())).toContainText('w20x')
  await expect(hearth.transcript).toHaveAttribute('aria-busy', 'true')
}

/** Looking from outside would be too slow: a scripted model writes more than a word a millisecond. */
async function haltAtWord(hearth: Hearth, word: string): Promise<void> {
  needsSignals()
  const [pid] = await hearth.enginePids()
  if (pid === undefined) throw new Error('No engine runs')
  await hearth.app.evaluate(
    ({ BrowserWindow }, { word, pid }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (!contents) throw new Error('There is no window')
      const send = contents.send.bind(contents)
      contents.send = (channel: string, ...events: unknown[]): void => {
        if (JSON.stringify(events).includes(word)) {
          process.kill(pid, 'SIGSTOP')
          contents.send = send
        }
        send(channel, ...events)
      }
    },
    { word, pid }
  )
}

/** Opens Hearth with a model that counts, and halts its engine in the middle of it. */
export async function launchCounting(dataDir: string, launch: (options?: LaunchOptions) => Promise<Hearth>): Promise<Hearth> {
  loadScript(dataDir, script)
  const hearth = await launch()
  await hearth.waitUntilReady()
  await countAndHalt(hearth)
  return hearth
}
