import { EVENT_CHANNEL } from '../../src/shared/contract/bridge'
import type { EventName, EventPayload } from '../../src/shared/contract/events'
import type { Hearth } from './hearth'

/** Tells the page something as main does, without its having happened: for states that are hard to come by. Until the page is loaded again. */
export async function push<N extends EventName>({ app }: Hearth, name: N, payload: EventPayload<N>): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { channel, event }) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, [event]), {
    channel: EVENT_CHANNEL,
    event: { name, payload }
  })
}
