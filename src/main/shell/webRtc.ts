import type { WebContents } from 'electron'
import type { Log } from '../core/ports/log'

const REMOVE = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete window[name]"

/**
 * Removes WebRTC from every frame of the window, whatever its address, before script can reach the frame. WebRTC is the one way out that
 * neither the Content Security Policy nor webRequest sees; Chromium has no switch for it, and Electron runs no preload in a new empty
 * frame. The debugging protocol runs a script whenever the main world of a frame is created, also after the page got another process.
 */
export async function removeWebRtc(contents: WebContents, log: Log): Promise<void> {
  try {
    const { debugger: protocol } = contents
    protocol.attach('1.3')
    // Answered when the window has a process; both wait in order until then.
    await Promise.all([
      protocol.sendCommand('Page.enable'),
      protocol.sendCommand('Page.addScriptToEvaluateOnNewDocument', { source: REMOVE })
    ])
  } catch (error) {
    if (!contents.isDestroyed()) log.error('WebRTC could not be removed from the frames of the window', error)
  }
}
