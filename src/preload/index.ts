import { contextBridge, ipcRenderer, webFrame, type IpcRendererEvent } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL, type Bridge } from '../shared/contract/bridge'
import type { AppEvent } from '../shared/contract/events'

// WebRTC is the one way out that neither the CSP nor webRequest sees.
void webFrame.executeJavaScript("for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete window[name]")

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  onEvent: (listener) => {
    const pass = (_event: IpcRendererEvent, event: AppEvent): void => listener(event) // never the event object: it leads to ipcRenderer
    ipcRenderer.on(EVENT_CHANNEL, pass)
    return () => void ipcRenderer.off(EVENT_CHANNEL, pass)
  }
}
contextBridge.exposeInMainWorld('hearth', bridge)
