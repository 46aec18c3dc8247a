import { expect, it } from 'vitest'
import { NoAnswer } from './answeringReader'
import { checksBeforeLoad } from './checksBeforeLoad'
import { diskReader } from './folderReader'

const failing = (thrown: Error) => {
  const fail = () => Promise.reject(thrown)
  return checksBeforeLoad({ ...diskReader, inspect: fail, shape: fail })
}

it('a disk that does not answer before a load is told with the name of the file', async () => {
  const { inspectFile, readModelShape } = failing(new NoAnswer())
  expect(await inspectFile('/nas/a.gguf')).toEqual({ code: 'model.unresponsive', params: { file: 'a.gguf' } })
  expect(await readModelShape('/nas/a.gguf')).toBeNull()
})

it('a file that could not be asked cannot be opened', async () => {
  const { inspectFile, readModelShape } = failing(Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' }))
  const error = { code: 'model.invalidFile', params: { file: 'a.gguf', fault: { kind: 'inaccessible' } } }
  expect(await inspectFile('/disk/a.gguf')).toEqual(error)
  expect(await readModelShape('/disk/a.gguf')).toBeNull()
})

it('a bug is not hidden', async () => {
  const { inspectFile, readModelShape } = failing(new TypeError('a bug'))
  await expect(inspectFile('/a.gguf')).rejects.toThrow('a bug')
  await expect(readModelShape('/a.gguf')).rejects.toThrow('a bug')
})
