/** Notes, inside main, with how many threads the engines that run now wrote each reply: their results say so. Once for each model that is loaded. */
export const watchThreads = ({ app }) =>
  app.evaluate(() => {
    const { ChildProcess } = process.getBuiltinModule('node:child_process')
    const engines = process._getActiveHandles().filter((child) => child instanceof ChildProcess && child.connected)
    if (engines.length === 0) throw new Error('No engine runs')
    for (const engine of engines) {
      engine.prependListener('message', ({ value }) => {
        if (value?.threads?.writing) globalThis.benchThreads = value.threads.writing
      })
    }
  })

/** Of the reply that ended last: tokens written with each number of threads. */
export const takeThreads = ({ app }) => app.evaluate(() => globalThis.benchThreads)
