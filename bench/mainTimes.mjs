/**
 * Records, inside main, when calls of the window arrive and when messages go to the engines that run now and come from them. Times are
 * performance.now() of main. Nothing of the product is changed: Electron's table of handlers and Node's child processes are listened to.
 */
export const recordMain = ({ app }) =>
  app.evaluate(({ ipcMain }) => {
    const { ChildProcess } = process.getBuiltinModule('node:child_process')
    const record = (globalThis.benchOfMain = { calls: [], sent: [], received: [] })
    const handle = ipcMain._invokeHandlers.get('app:call')
    ipcMain._invokeHandlers.set('app:call', (event, ...call) => {
      record.calls.push({ at: performance.now(), name: call[0] })
      return handle(event, ...call)
    })
    const engines = process._getActiveHandles().filter((child) => child instanceof ChildProcess && child.connected)
    if (engines.length === 0) throw new Error('No engine runs')
    for (const engine of engines) {
      const { send } = engine
      engine.send = (message, ...rest) => {
        record.sent.push({ at: performance.now(), kind: message.kind, id: message.id })
        return send.call(engine, message, ...rest)
      }
      engine.prependListener('message', ({ kind, id, event }) => {
        record.received.push({ at: performance.now(), id, kind: event?.kind ?? kind })
      })
    }
  })

/** What was recorded since the last time. */
export const takeMain = ({ app }) =>
  app.evaluate(() => {
    const { calls, sent, received } = globalThis.benchOfMain
    return { calls: calls.splice(0), sent: sent.splice(0), received: received.splice(0) }
  })
