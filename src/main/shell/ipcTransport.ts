import { ipcMain, type WebContents } from 'electron'
import type { Result } from '../../shared/contract/appError'
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/bridge'
import type { AppEvent } from '../../shared/contract/events'
import type { EventSink } from '../core/ports/eventSink'
import type { Log } from '../core/ports/log'
import { isOurs } from './origin'

/** A page that was loaded. Its events wait until `app.start` has been answered: the answer says all that was before. */
interface Page {
  contents: WebContents
  waiting: AppEvent[] | null
  /** Has been told that it is closed: once is enough. */
  isLeaving: boolean
}

/** Carries calls from our pages to the router and events from core to our pages. */
export class IpcTransport implements EventSink {
  readonly #pages = new Set<Page>()
  readonly #leaving = new Map<WebContents, () => void>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** Answers every call of every window. Only the main frame of a page of ours is heard. */
  listen(route: (name: unknown, input: unknown) => Promise<Result<unknown>>): void {
    ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
      const frame = event.senderFrame
      if (!frame || frame !== event.sender.mainFrame || !isOurs(frame.url)) {
        this.#log.warn(`A call from outside was refused (${frame?.url ?? 'no frame'})`)
        return { ok: false, error: { code: 'request.untrusted' } }
      }
      const answer = await route(name, input)
      if (name === 'app.start' && answer.ok) setImmediate(() => this.#release(event.sender)) // after the answer has gone out
      if (name === 'app.readyToClose') this.#leaving.get(event.sender)?.()
      return answer
    })
  }

  /** From now on this window gets events; a page loaded anew waits for its own start. */
  attach(contents: WebContents): void {
    const page: Page = { contents, waiting: [], isLeaving: false }
    this.#pages.add(page)
    // A new page, not one that was only asked for and refused.
    contents.on('did-navigate', () => {
      page.waiting = []
      page.isLeaving = false
    })
    contents.once('destroyed', () => {
      this.#pages.delete(page)
      this.#leaving.delete(contents)
    })
  }

  emit: EventSink['emit'] = (name, payload) => {
    const event = { name, payload } as AppEvent
    for (const page of this.#pages) {
      if (page.waiting) page.waiting.push(event)
      else page.contents.send(EVENT_CHANNEL, event)
    }
  }

  /** Whether a page is there that has not been told yet that it is closed. */
  owesFarewell(of: WebContents): boolean {
    return this.#pagesToLeave(of).length > 0
  }

  /** Lets every page, or the one of these contents, save what was typed last. Resolves when they have, or after `ms`. */
  async sayFarewell(ms: number, of?: WebContents): Promise<void> {
    const pages = this.#pagesToLeave(of)
    const answers = pages.map((page) => {
      page.isLeaving = true
      const answer = new Promise<void>((resolve) => this.#leaving.set(page.contents, resolve))
      const event: AppEvent = { name: 'app.closing', payload: {} }
      page.contents.send(EVENT_CHANNEL, event)
      return answer
    })
    // The limit is for a page that hangs: it must not keep Hearth open.
    await Promise.race([Promise.all(answers), new Promise((resolve) => setTimeout(resolve, ms))])
  }

  #pagesToLeave(of?: WebContents): Page[] {
    return [...this.#pages].filter((page) => page.waiting === null && !page.isLeaving && (!of || page.contents === of))
  }

  #release(contents: WebContents): void {
    for (const page of this.#pages) {
      if (page.contents !== contents || !page.waiting) continue
      const waiting = page.waiting
      page.waiting = null
      for (const event of waiting) contents.send(EVENT_CHANNEL, event)
    }
  }
}
