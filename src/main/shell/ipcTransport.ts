import { ipcMain, type WebContents } from 'electron'
import type { Result } from '../../shared/contract/appError'
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/bridge'
import type { AppEvent } from '../../shared/contract/events'
import type { EventListener } from '../core/eventHub'
import type { Log } from '../core/errors/log'
import { writeJson } from '../../shared/contract/jsonMember'
import { isOurs } from './origin'

/** A page that was loaded. It gets no event before the result of `app.start`, which holds the state up to then. */
interface Page {
  contents: WebContents
  waiting: AppEvent[] | null
  /** What has happened in this turn of main's loop and goes to the page together. */
  sending: AppEvent[]
  /** Null until the page is asked to save what was typed last; once is enough. */
  flush: Flush | null
}

interface Flush {
  saved: Promise<void>
  done: () => void
}

/** Carries calls from our pages to the router and events from core to our pages. */
export class IpcTransport {
  readonly #pages = new Set<Page>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** Serves the calls of every window: only of its main frame, and only while it shows our page. Results are JSON (bridge.ts). */
  listen(route: (name: unknown, input: unknown) => Promise<Result<unknown>>): void {
    ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown): Promise<string> => {
      const frame = event.senderFrame
      if (!frame || frame !== event.sender.mainFrame || !isOurs(frame.url)) {
        this.#log.warn(`A call from outside was refused (${frame?.url ?? 'no frame'})`)
        return writeJson({ ok: false, error: { code: 'request.untrusted' } })
      }
      const result = await route(name, input)
      if (name === 'app.start' && result.ok) setImmediate(() => this.#release(event.sender)) // after the result was sent
      if (name === 'app.readyToClose') for (const page of this.#pages) if (page.contents === event.sender) page.flush?.done()
      return writeJson(result)
    })
  }

  /** From now on this window gets events; a page loaded anew waits for its own start. */
  attach(contents: WebContents): void {
    const page: Page = { contents, waiting: [], sending: [], flush: null }
    this.#pages.add(page)
    // A new page, not one that was only asked for and refused. What waits for a start goes on waiting: a command of the menu is in no result.
    contents.on('did-navigate', () => {
      page.waiting ??= []
      page.flush = null
    })
    contents.once('destroyed', () => this.#pages.delete(page))
  }

  /**
   * Sends an event to every page, before the answer of any call that is answered afterwards. Those of one turn go in one message: each
   * message wakes the page, which draws what it says, on a core that a model may be computing with.
   */
  readonly send: EventListener = (event) => {
    for (const page of this.#pages) {
      if (page.waiting) page.waiting.push(event)
      else if (page.sending.push(event) === 1) queueMicrotask(() => deliver(page))
    }
  }

  /** Whether the page of these contents has not been asked yet to save what was typed last. */
  needsFlush(of: WebContents): boolean {
    return this.#started(of).some((page) => page.flush === null)
  }

  /** Has every page, or the one of these contents, save what was typed last. Resolves when all have, or after `ms` milliseconds. */
  async flushPages(ms: number, of?: WebContents): Promise<void> {
    const flushed = this.#started(of).map((page) => (page.flush ??= flush(page)).saved)
    // The limit is for a page that hangs: it must not keep Hearth open.
    await Promise.race([Promise.all(flushed), new Promise((resolve) => setTimeout(resolve, ms))])
  }

  #started(of?: WebContents): Page[] {
    return [...this.#pages].filter((page) => page.waiting === null && (!of || page.contents === of))
  }

  #release(contents: WebContents): void {
    for (const page of this.#pages) {
      if (page.contents !== contents || !page.waiting) continue
      const waiting = page.waiting
      page.waiting = null
      page.sending.push(...waiting)
      deliver(page)
    }
  }
}

function deliver({ contents, sending }: Page): void {
  const events = sending.splice(0)
  if (events.length > 0 && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, events)
}

function flush(page: Page): Flush {
  let done = (): void => undefined
  const saved = new Promise<void>((resolve) => (done = resolve))
  page.sending.push({ name: 'app.closing', payload: {} })
  deliver(page)
  return { saved, done }
}
