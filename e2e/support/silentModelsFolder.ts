import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hearth } from './hearth'

interface Held {
  /** How often the disk was asked. */
  questions: number
  answer: () => void
}

/** The preload script with which Hearth starts as on a network place that is gone: no question about its models folder is answered until `letAnswer`. */
export function silentModelsFolder(dataDir: string): string {
  const script = join(dataDir, 'silent.cjs')
  writeFileSync(script, `(${hold.toString()})(${JSON.stringify(join(dataDir, 'models'))})`)
  return script
}

export const questionsAsked = (hearth: Hearth): Promise<number> =>
  hearth.app.evaluate(() => (globalThis as unknown as { held: Held }).held.questions)

export const letAnswer = (hearth: Hearth): Promise<void> =>
  hearth.app.evaluate(() => (globalThis as unknown as { held: Held }).held.answer())

/** Runs in main before anything of Hearth; uses nothing of this module. */
function hold(folder: string): void {
  const { promises } = process.getBuiltinModule('node:fs')
  const { syncBuiltinESMExports } = process.getBuiltinModule('node:module')
  const { stat } = promises
  const waiting: (() => void)[] = []
  const held: Held = {
    questions: 0,
    answer: () => {
      promises.stat = stat
      syncBuiltinESMExports()
      for (const resolve of waiting) resolve()
    }
  }
  promises.stat = (async (path: string, options: never) => {
    if (path.startsWith(folder)) {
      held.questions += 1
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    return stat(path, options)
  }) as typeof stat
  syncBuiltinESMExports()
  Object.assign(globalThis, { held })
}
