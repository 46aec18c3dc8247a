import { contextBridge, ipcRenderer, webFrame, type IpcRendererEvent } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL, type Bridge } from '../shared/contract/bridge'
import type { AppEvent } from '../shared/contract/events'
import { lockMainWorld } from './lockMainWorld'

const PAGE = 'app://bundle/index.html'

// Refuses to leave the page. Electron tells main of every navigation but that to `about:blank`, so it is refused here. Scripts of the page cannot
// remove this listener: it belongs to the preload's isolated world.
if (location.href.startsWith('app://bundle/')) {
  navigation.addEventListener('navigate', (event) => {
    if (!event.destination.sameDocument && event.destination.url.replace(/#.*$/s, '') !== PAGE) event.preventDefault()
  })
}

void webFrame.executeJavaScript(`(${lockMainWorld.toString()})()`)

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  onEvent: (listener) => {
    const pass = (_event: IpcRendererEvent, event: AppEvent): void => listener(event) // never the event object: it leads to ipcRenderer
    ipcRenderer.on(EVENT_CHANNEL, pass)
    return () => void ipcRenderer.off(EVENT_CHANNEL, pass)
  }
}
contextBridge.exposeInMainWorld('hearth', bridge)
