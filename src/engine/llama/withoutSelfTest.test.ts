import childProcess from 'node:child_process'
import { expect, it } from 'vitest'
import { withoutSelfTest } from './withoutSelfTest'

it('passes the library’s self-test, and only while it is asked', async () => {
  const { fork } = childProcess
  const heard: unknown[] = []
  await withoutSelfTest(async () => {
    const child = childProcess.fork('test.js')
    await new Promise<void>((resolve) => {
      child.on('message', (message: { type: string }) => {
        heard.push(message.type)
        child.send({ type: { ready: 'start', loaded: 'test', done: 'exit' }[message.type] ?? '' })
      })
      child.on('exit', (code) => {
        heard.push(code)
        resolve()
      })
    })
  })
  expect(heard).toEqual(['ready', 'loaded', 'done', 0])
  expect(childProcess.fork).toBe(fork)
})

it('puts the real thing back when opening fails', async () => {
  const { fork } = childProcess
  await expect(withoutSelfTest(() => Promise.reject(new Error('no binary')))).rejects.toThrow('no binary')
  expect(childProcess.fork).toBe(fork)
})
