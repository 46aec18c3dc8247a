import { expect, type Locator, type Page } from '@playwright/test'
import type { Result } from '../../src/shared/contract/appError'
import type { CallInput, CallName, CallOutput } from '../../src/shared/contract/calls'
import type { AssistantMessage } from '../../src/shared/domain/message'

/** The window: its places by role and accessible name, what people do in it, and what main says when it is asked as the page asks it. */
export class HearthWindow {
  /** Errors of the page and violations of its policy. */
  readonly problems: string[] = []

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy|TrustedHTML/.test(message.text())) this.problems.push(message.text())
    })
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
  /** The messages above the composer that wait for their turn. */
  get waiting(): Locator {
    return this.page.getByRole('list', { name: 'Messages that wait' }).getByRole('listitem')
  }
  /** What is said over the end of the page. Screen readers hear it from the status region, which has the same words. */
  get banners(): Locator {
    return this.page.locator('.banners')
  }
  get toasts(): Locator {
    return this.page.getByRole('region', { name: 'Notifications' })
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
  titles(): Promise<string[]> {
    return this.conversations.locator('.item-title').allTextContents()
  }

  /** The text of a message, as it is on the screen: without its heading and what stands under it. */
  textOf(article: Locator): Locator {
    return article.locator('.message-text')
  }

  /** The line above a reply that opens what the model thought, and closes it. */
  thoughtButton(article: Locator = this.replies.last()): Locator {
    return article.getByRole('button', { name: /^(Thinking…|Thought for)/ })
  }
  get thought(): Locator {
    return this.replies.last().getByRole('region', { name: 'What the model thought' })
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
    await this.waitUntilReplied()
    return (await this.replies.last().textContent()) ?? ''
  }

  async writeInNewChat(text: string): Promise<void> {
    await this.button('New chat').click()
    await this.write(text)
  }

  async waitUntilReplied(): Promise<void> {
    await expect(this.transcript).toHaveAttribute('aria-busy', 'false', { timeout: 20_000 })
    await expect(this.replies.last().getByRole('button', { name: 'Try again' }), 'the reply is saved').toBeVisible()
  }

  /** Until the reply says that it was stopped and has ended: words that were on their way when Stop was pressed are then in it. */
  async waitUntilStopped(reply: Locator = this.replies.last()): Promise<void> {
    await expect(reply).toContainText('Stopped by you')
    await expect(reply.getByRole('button', { name: 'Try again' }), 'the stopped reply is saved').toBeVisible()
  }

  async stop(): Promise<void> {
    await this.composer.press('Escape')
    await this.waitUntilStopped()
  }

  /** Until some of the last reply's text is there. */
  async waitForText(): Promise<void> {
    await expect(this.textOf(this.replies.last())).toHaveText(/\S/, { timeout: 20_000 })
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
    await expect(this.modelButton).toContainText(/Ready/, { timeout: 20_000 })
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

  /** Asks main as the page does. Throws where main refuses. */
  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const json = await this.page.evaluate<string, readonly [string, unknown]>(
      ([asked, given]) =>
        (window as unknown as { hearth: { call: (asked: string, given: unknown) => Promise<never> } }).hearth.call(asked, given),
      [name, input]
    )
    const result = JSON.parse(json) as Result<CallOutput<N>>
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
}
