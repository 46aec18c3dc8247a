import { expect } from '@playwright/test'
import { needsSignals, type Hearth, type LaunchOptions } from './hearth'
import { words } from './models'
import { loadScript } from './preset'

// A scripted model writes more than a word a millisecond. What a story looks at, or stops, is therefore halted (SIGSTOP) where it is to be, so
// that it cannot be over by then, however slow the computer is that looks.

/** More than a second's work: main may be as late as that to halt the engine. */
export const WORDS = 2_000

/** What the model says that is asked to count: one token a word, all different. */
export const script = words(WORDS)

/**
 * From now on main itself halts the engine when text with this word goes to the window; looking from outside would be too slow. Once: what
 * comes after that is not looked at.
 */
export async function haltAt(hearth: Hearth, word: string): Promise<void> {
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

/** Until the last reply has this word and is still being written: its engine is halted there. */
export async function waitUntilHalted(hearth: Hearth, word: string): Promise<void> {
  await expect(hearth.textOf(hearth.replies.last())).toContainText(word)
  await expect(hearth.transcript).toHaveAttribute('aria-busy', 'true')
}

/** Asks the model to count. Its engine is halted when the twentieth word goes to the window. */
export async function countAndHalt(hearth: Hearth, question = 'Count.'): Promise<void> {
  await haltAt(hearth, 'w20x')
  await hearth.write(question)
  await waitUntilHalted(hearth, 'w20x')
}

/** Lets a halted engine go on as far as this word. */
export async function goOnTo(hearth: Hearth, word: string): Promise<void> {
  await haltAt(hearth, word)
  await hearth.resumeEngine()
  await waitUntilHalted(hearth, word)
}

/** Stops with Esc what a halted engine writes. It goes on once main has heard Stop, and so cannot have come to its end before. */
export async function stopHalted(hearth: Hearth): Promise<void> {
  await hearth.page.keyboard.press('Escape')
  await resumeAfterStop(hearth)
}

/** The same after a Stop in another way, of the last reply on the screen. */
export async function resumeAfterStop(hearth: Hearth): Promise<void> {
  await expect(hearth.replies.last()).toContainText('Stopped by you')
  await hearth.opened() // calls of the page reach main in their order: Stop has
  await hearth.resumeEngine()
  await hearth.waitUntilStopped()
}

/** Opens Hearth with a model that counts, and halts its engine in the middle of it. */
export async function launchCounting(dataDir: string, launch: (options?: LaunchOptions) => Promise<Hearth>): Promise<Hearth> {
  needsSignals()
  loadScript(dataDir, script)
  const hearth = await launch()
  await hearth.waitUntilReady()
  await countAndHalt(hearth)
  return hearth
}
