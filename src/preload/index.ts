import { contextBridge, ipcRenderer, webFrame, type IpcRendererEvent } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL, type Bridge } from '../shared/contract/bridge'
import type { AppEvent } from '../shared/contract/events'
import { PAGE, PAGE_ORIGIN } from '../shared/contract/page'
import { freeAfterStart } from './freeAfterStart'
import { lockMainWorld } from './lockMainWorld'

// Refuses navigations away from the page, `about:blank` included, for which Electron has no event that could be prevented. Script of the
// page cannot remove this listener, because it was added in the preload's isolated world.
if (location.href.startsWith(`${PAGE_ORIGIN}/`)) {
  navigation.addEventListener('navigate', (event) => {
    if (!event.destination.sameDocument && event.destination.url.replace(/#.*$/s, '') !== PAGE) event.preventDefault()
  })
}

void webFrame.executeJavaScript(`(${lockMainWorld.toString()})()`)

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input) as Promise<string>,
  onEvent: (listener) => {
    // Never the event object of IPC: it leads to ipcRenderer.
    const pass = (_event: IpcRendererEvent, events: readonly AppEvent[]): void => {
      for (const event of events) {
        try {
          listener(event)
        } catch (error) {
          reportError(error) // those behind it have happened too
        }
      }
    }
    ipcRenderer.on(EVENT_CHANNEL, pass)
    return () => void ipcRenderer.off(EVENT_CHANNEL, pass)
  }
}
contextBridge.exposeInMainWorld('hearth', bridge)
freeAfterStart()
