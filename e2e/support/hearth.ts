import { _electron, expect, test, type ElectronApplication } from '@playwright/test'
import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cannotExercise } from '../../scripts/exercised.mjs'
import { canSandbox } from '../../scripts/sandbox.mjs'
import { HearthWindow } from './hearthWindow'
import { canSandboxWithoutNamespaces, electronWithoutNamespaces } from './namespaces'
import { childrenOf, commandOf, isAlive, signalWhenThere } from './processes'
import { startsFile } from './results'

export const root = resolve(import.meta.dirname, '../..')

/** What the model writes is the same in every run, and no longer than a story needs; the scripted engine says what it is asked for. */
const fixedSampling = (engine: string | undefined): string => JSON.stringify({ seed: 1, maxTokens: engine === 'fake' ? null : 2_500 })

/** One thread an engine: two workers share the cores, and more threads than free cores make each token wait. */
const FIXED_TUNING = JSON.stringify({
  offloads: false,
  readingThreads: 1,
  pinnedWritingThreads: 1,
  flashAttention: false,
  chunks: [{ from: 0, size: 16 }]
})

/** Bytes: two models are in memory at once whatever else runs on the computer. */
const ENOUGH_MEMORY = '16000000000'

export interface LaunchOptions {
  /** Kept from an earlier launch, to see what a restart finds; by default the story's own folder. */
  dataDir?: string
  env?: Record<string, string>
  args?: string[]
  /** The folder that Hearth is run from; by default this repository. */
  program?: string
  /** How the folder is named to Hearth; by default `--data-dir=DIR`. */
  dataDirBy?: 'equals' | 'space' | 'environment'
  /** Starts it as where user namespaces are forbidden. */
  withoutNamespaces?: boolean
  /** Halts the engine's process as soon as it is there: its model loads only after `resumeEngine`. */
  holdsEngine?: boolean
  /** Halts what reads the models folder as soon as it is there, as a disk does that does not answer, until `resumeReader`. */
  holdsReader?: boolean
}

/** The running application. */
export class Hearth extends HearthWindow {
  private constructor(
    readonly app: ElectronApplication,
    page: HearthWindow['page'],
    readonly dataDir: string
  ) {
    super(page)
  }

  static async launch(options: LaunchOptions & { dataDir: string }): Promise<Hearth> {
    const { dataDir, dataDirBy = 'equals', env = {}, args = [], program = root } = options
    const { holdsEngine = false, holdsReader = false, withoutNamespaces = false } = options
    if (holdsEngine || holdsReader) needsSignals()
    const folder = { equals: [`--data-dir=${dataDir}`], space: ['--data-dir', dataDir], environment: [] }[dataDirBy]
    const fixed = {
      HEARTH_TEST_SAMPLING: fixedSampling(env.HEARTH_ENGINE),
      HEARTH_TEST_TUNING: FIXED_TUNING,
      HEARTH_TEST_FREE_MEMORY: ENOUGH_MEMORY
    }
    const given = { ...fixed, ...(dataDirBy === 'environment' && { HEARTH_DATA_DIR: dataDir }), ...env }
    countStart()
    const launching = _electron.launch({
      args: ['.', ...folder, ...args],
      cwd: program,
      colorScheme: null, // the system's: Playwright would make every page light
      // Playwright switches the sandbox off by itself unless it is asked for.
      chromiumSandbox: withoutNamespaces ? canSandboxWithoutNamespaces() : canSandbox(),
      ...(withoutNamespaces && { executablePath: electronWithoutNamespaces(dataDir) }),
      env: { ...(process.env as Record<string, string>), ...given }
    })
    const halt = (isWanted: (pid: number) => boolean): Promise<void> =>
      signalWhenThere((pid, parent) => isWanted(pid) && commandOf(parent).includes(`--data-dir=${dataDir}`), 'SIGSTOP')
    const [app] = await Promise.all([launching, holdsEngine && halt(isPlainEngine), holdsReader && halt(isReader)])
    return new Hearth(app, await app.firstWindow(), dataDir)
  }

  get mainPid(): number {
    const { pid } = this.app.process()
    if (pid === undefined) throw new Error('Hearth has no process')
    return pid
  }

  /** The engines that run: children of plain Node, or utility processes of Electron. */
  async enginePids(): Promise<number[]> {
    const utilities = await this.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .flatMap(({ pid, type, name, serviceName }) =>
          type === 'Utility' && /^Hearth engine$/.test(name ?? serviceName ?? '') ? [pid] : []
        )
    )
    return [...utilities, ...childrenOf(this.mainPid).filter(isPlainEngine)]
  }

  /** Signals the one engine that runs and returns its id. */
  async signalEngine(signal: NodeJS.Signals): Promise<number> {
    if (signal === 'SIGSTOP') needsSignals()
    const pids = await this.enginePids()
    const [pid] = pids
    if (pid === undefined || pids.length > 1) throw new Error(`There is not one engine but ${pids.length}`)
    process.kill(pid, signal)
    return pid
  }

  /** The disk that the models folder is on answers. */
  resumeReader(): void {
    for (const pid of this.readerPids()) process.kill(pid, 'SIGCONT')
  }

  /** The processes that read the models folder. */
  readerPids(): number[] {
    return childrenOf(this.mainPid).filter(isReader)
  }

  async resumeEngine(): Promise<void> {
    await this.signalEngine('SIGCONT')
  }

  /** Quits, and waits until none of its processes is left. */
  async close(): Promise<void> {
    const pids = await this.#processes()
    await this.app.close()
    await expectGone(pids)
  }

  /** Closes the window as its button does, which ends Hearth; waits until none of its processes is left. */
  async closeWindow(): Promise<void> {
    const pids = await this.#processes()
    const closed = this.app.waitForEvent('close')
    await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await closed
    await expectGone(pids)
  }

  /** What a power cut does to main; waits until none of its processes is left. */
  async kill(): Promise<void> {
    const pids = await this.#processes()
    const closed = this.app.waitForEvent('close')
    process.kill(this.mainPid, 'SIGKILL')
    // A halted engine hears nothing. Now it hears that main has gone, and can have written nothing more before.
    if (process.platform !== 'win32') for (const pid of pids.filter(isAlive)) signal(pid, 'SIGCONT')
    await closed
    await expectGone(pids)
  }

  async #processes(): Promise<number[]> {
    const known = await this.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
    return [...new Set([this.mainPid, ...known, ...childrenOf(this.mainPid)])]
  }
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hearth-e2e-'))
}

/** For the printed number of starts. */
export function countStart(): void {
  mkdirSync(dirname(startsFile), { recursive: true })
  appendFileSync(startsFile, 'start\n')
}

/** For stories that halt a process to look at what would otherwise be over. */
export function needsSignals(): void {
  const reason = cannotExercise('signals')
  test.skip(reason !== undefined, reason)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown // it has ended meanwhile
  }
}

const isPlainEngine = (pid: number): boolean => commandOf(pid).includes(join('out', 'engine', 'index.mjs'))
const isReader = (pid: number): boolean => commandOf(pid).includes(join('out', 'engine', 'diskProcess.mjs'))

async function expectGone(pids: readonly number[]): Promise<void> {
  const left = (): string[] => pids.filter(isAlive).map((pid) => `${pid} ${commandOf(pid)}`)
  await expect.poll(left, { message: 'processes that Hearth left behind' }).toEqual([])
}
