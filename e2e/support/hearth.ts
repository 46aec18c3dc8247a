import { _electron, expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Result } from '../../src/shared/contract/appError'
import type { CallInput, CallName, CallOutput } from '../../src/shared/contract/calls'
import type { AssistantMessage } from '../../src/shared/domain/message'
import { childrenOf, commandOf, isAlive, signalWhenThere } from './processes'

export const root = resolve(import.meta.dirname, '../..')

export interface LaunchOptions {
  /** Kept from an earlier launch, to see what a restart finds; otherwise a fresh, empty folder. */
  dataDir?: string
  env?: Record<string, string>
  args?: string[]
  /** The folder that Hearth is run from; by default this repository. */
  program?: string
  /** How the folder is named to Hearth; by default `--data-dir=DIR`. */
  dataDirBy?: 'equals' | 'space' | 'environment'
  /** Halts the engine's process as soon as it is there: its model loads only after `resumeEngine`. */
  holdsEngine?: boolean
}

/** The running application, with the places of its window by role and accessible name. */
export class Hearth {
  readonly problems: string[] = []

  private constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
    readonly dataDir: string
  ) {
    page.on('pageerror', (error) => this.problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy|TrustedHTML/.test(message.text())) this.problems.push(message.text())
    })
  }

  static async launch(options: LaunchOptions = {}): Promise<Hearth> {
    const { dataDir = freshFolder(), dataDirBy = 'equals', env = {}, args = [], program = root, holdsEngine = false } = options
    const folder = { equals: [`--data-dir=${dataDir}`], space: ['--data-dir', dataDir], environment: [] }[dataDirBy]
    const launching = _electron.launch({
      args: ['.', ...folder, ...args],
      cwd: program,
      colorScheme: null, // the system's: Playwright would make every page light
      // Playwright switches the sandbox off by itself unless it is asked for; root cannot have one.
      chromiumSandbox: process.getuid?.() !== 0,
      env: { ...(process.env as Record<string, string>), ...(dataDirBy === 'environment' && { HEARTH_DATA_DIR: dataDir }), ...env }
    })
    const isOurEngine = (pid: number, parent: number): boolean => isEngine(pid) && commandOf(parent).includes(`--data-dir=${dataDir}`)
    const [app] = await Promise.all([launching, holdsEngine ? signalWhenThere(isOurEngine, 'SIGSTOP') : undefined])
    return new Hearth(app, await app.firstWindow(), dataDir)
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' })
  }
  get transcript(): Locator {
    return this.page.getByRole('log', { name: 'Conversation' })
  }
  get questions(): Locator {
    return this.transcript.getByRole('article', { name: 'You' })
  }
  get replies(): Locator {
    return this.transcript.getByRole('article', { name: 'Assistant' })
  }
  get status(): Locator {
    return this.page.getByRole('status')
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }
  get modelButton(): Locator {
    return this.button(/^Model: /)
  }
  get conversations(): Locator {
    return this.page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')
  }
  conversation(title: string): Locator {
    return this.conversations.filter({ has: this.page.getByText(title, { exact: true }) })
  }

  deleteButton(title: string): Locator {
    return this.conversation(title).getByRole('button', { name: 'Delete', exact: true })
  }

  /** The text of a message, as it is on the screen: without its heading and what stands under it. */
  textOf(article: Locator): Locator {
    return article.locator('.message-text')
  }

  /** Of the last reply, exactly. */
  async lastText(): Promise<string> {
    return (await this.textOf(this.replies.last()).textContent()) ?? ''
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }

  /** Writes, and waits until the reply is there, whole. */
  async ask(text: string): Promise<string> {
    const before = await this.replies.count()
    await this.write(text)
    await expect(this.replies).toHaveCount(before + 1)
    await this.waitUntilAnswered()
    return (await this.replies.last().textContent()) ?? ''
  }

  /** For a question whose answer may be long and does not matter: stops it after the first words, if it is not over by then. */
  async askAndStop(text: string): Promise<void> {
    const before = await this.replies.count()
    await this.write(text)
    await expect(this.replies).toHaveCount(before + 1)
    await this.waitForText()
    await this.composer.press('Escape')
    await this.waitUntilAnswered()
  }

  async waitUntilAnswered(): Promise<void> {
    await expect(this.transcript).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 })
    await expect(this.replies.last().getByRole('button', { name: 'Try again' }), 'the reply is saved').toBeVisible()
  }

  /** Until the reply says that it was stopped and has ended: words that were on their way when Stop was pressed are then in it. */
  async waitUntilStopped(reply: Locator = this.replies.last()): Promise<void> {
    await expect(reply).toContainText('Stopped by you')
    await expect(reply.getByRole('button', { name: 'Try again' }), 'the stopped reply is saved').toBeVisible()
  }

  /** Until some of the last reply's text is there. */
  async waitForText(): Promise<void> {
    await expect(this.textOf(this.replies.last())).toHaveText(/\S/, { timeout: 60_000 })
  }

  /** From now on keeps what the last reply looks like whenever it changes, as no look from outside is fast enough to see. */
  async watchLastReply(): Promise<() => Promise<{ text: string; progress: string }[]>> {
    const seen = await this.transcript.evaluateHandle((log) => {
      const states: { text: string; progress: string }[] = []
      const look = (): void => {
        const article = [...log.querySelectorAll('article')].at(-1)
        const text = article?.querySelector('.message-text')?.textContent ?? ''
        states.push({ text, progress: article?.querySelector('.figures')?.textContent ?? '' })
      }
      new MutationObserver(look).observe(log, { subtree: true, childList: true, characterData: true })
      return states
    })
    return () => seen.jsonValue()
  }

  async waitUntilReady(): Promise<void> {
    await expect(this.modelButton).toContainText(/Ready/, { timeout: 60_000 })
  }

  async open(title: string): Promise<void> {
    await this.conversation(title).getByRole('button').first().click()
    await expect(this.page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
  }

  /** Picks a model in the menu of the top bar. */
  async chooseModel(name: RegExp): Promise<void> {
    await this.modelButton.click()
    await this.page.getByRole('menuitemradio', { name }).click()
  }

  /** Asks main as the page does. Throws where main answers with an error. */
  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.page.evaluate<Result<CallOutput<N>>, readonly [string, unknown]>(
      ([asked, given]) =>
        (window as unknown as { hearth: { call: (asked: string, given: unknown) => Promise<never> } }).hearth.call(asked, given),
      [name, input]
    )
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`)
    return result.value
  }

  /** The conversation on the screen, as main knows it. */
  async opened(): Promise<CallOutput<'conversation.open'>> {
    const row = this.conversations.filter({ has: this.page.locator('[aria-current="true"]') })
    const conversationId = await row.getAttribute('data-conversation-id')
    if (conversationId === null) throw new Error('No conversation is open')
    return this.call('conversation.open', { conversationId })
  }

  /** The replies of the open conversation as main knows them, oldest first, every variant. */
  async savedReplies(): Promise<AssistantMessage[]> {
    const { messages } = await this.opened()
    return messages.filter((message) => message.role === 'assistant')
  }

  /** The newest of them. */
  async savedReply(): Promise<AssistantMessage> {
    const reply = (await this.savedReplies()).at(-1)
    if (!reply) throw new Error('There is no reply')
    return reply
  }

  get mainPid(): number {
    const { pid } = this.app.process()
    if (pid === undefined) throw new Error('Hearth has no process')
    return pid
  }

  /** The engines that run as children of this application. */
  enginePids(): number[] {
    return childrenOf(this.mainPid).filter(isEngine)
  }

  /** Signals the one engine that runs and answers its id. */
  signalEngine(signal: NodeJS.Signals): number {
    const pids = this.enginePids()
    const [pid] = pids
    if (pid === undefined || pids.length > 1) throw new Error(`There is not one engine but ${pids.length}`)
    process.kill(pid, signal)
    return pid
  }

  resumeEngine(): void {
    this.signalEngine('SIGCONT')
  }

  /** Quits, and waits until none of its processes is left. */
  async close(): Promise<void> {
    const pids = this.#processes()
    await this.app.close()
    await expectGone(pids)
  }

  /** Closes the window as its button does, which ends Hearth; waits until none of its processes is left. */
  async closeWindow(): Promise<void> {
    const pids = this.#processes()
    const closed = this.app.waitForEvent('close')
    await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await closed
    await expectGone(pids)
  }

  /** What a power cut does to main; waits until none of its processes is left. */
  async kill(): Promise<void> {
    const pids = this.#processes()
    const closed = this.app.waitForEvent('close')
    process.kill(this.mainPid, 'SIGKILL')
    await closed
    await expectGone(pids)
  }

  #processes(): number[] {
    return [this.mainPid, ...childrenOf(this.mainPid)]
  }
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hearth-e2e-'))
}

/** Plain Node, or Electron's utility process for it. */
const isEngine = (pid: number): boolean =>
  [join('out', 'engine', 'index.mjs'), 'utility-sub-type=node.mojom.NodeService'].some((mark) => commandOf(pid).includes(mark))

async function expectGone(pids: readonly number[]): Promise<void> {
  const left = (): string[] => pids.filter(isAlive).map((pid) => `${pid} ${commandOf(pid)}`)
  await expect.poll(left, { message: 'processes that Hearth left behind' }).toEqual([])
}
