import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { asks, record } from './recording'
import type { Engine } from '../engine'
import type { EngineFailureCode } from '../engineFailureCode'
import { standardScripts } from '../scriptedModel/standardScripts'

interface BadFile {
  what: string
  code: EngineFailureCode
  make: (file: string, good: Buffer) => void
}

const badFiles: BadFile[] = [
  { what: 'a missing file', code: 'invalidFile', make: () => undefined },
  { what: 'a folder', code: 'invalidFile', make: (file) => void fs.mkdirSync(file) },
  { what: 'an empty file', code: 'invalidFile', make: (file) => fs.writeFileSync(file, '') },
  {
    what: 'a zip archive',
    code: 'invalidFile',
    make: (file, good) => fs.writeFileSync(file, Buffer.concat([Buffer.from('PK\u0003\u0004'), good.subarray(4)]))
  },
  { what: 'a file of ten bytes', code: 'invalidFile', make: (file, good) => fs.writeFileSync(file, good.subarray(0, 10)) },
  { what: 'a file cut inside its description', code: 'invalidFile', make: (file, good) => fs.writeFileSync(file, good.subarray(0, 3000)) },
  {
    what: 'a file cut inside its weights',
    code: 'invalidFile',
    make: (file, good) => fs.writeFileSync(file, good.subarray(0, good.length - 100_000))
  },
  {
    what: 'a model of an architecture that nobody knows',
    code: 'unsupported',
    make: (file, good) => {
      const copy = Buffer.from(good)
      for (let at = copy.indexOf('llama'); at >= 0 && at < 1000; at = copy.indexOf('llama', at)) copy.write('ghost', at)
      fs.writeFileSync(file, copy)
    }
  }
]

/** Files that are no usable model, each a failure with its code; the engine can load a good one afterwards. */
export function describeBadFiles(engine: Engine, folder: string, goodFile: string): void {
  describe('a file that cannot be used', () => {
    const load = (file: string): Promise<unknown> =>
      engine.load({ path: file, gpu: 'off', maxContextSize: 512, tuning: null }, { onProgress: () => undefined })

    for (const [index, { what, code, make }] of badFiles.entries()) {
      it(`${what}: ${code}`, async () => {
        const file = path.join(folder, `bad-${index}.gguf`)
        make(file, fs.readFileSync(goodFile))
        await expect(load(file)).rejects.toMatchObject({ name: 'EngineFailure', code })
      })
    }

    it('does not stand in the way of a good one', async () => {
      await load(goodFile)
      expect((await record(engine, asks('Hi'))).text).toBe(standardScripts.plain.text)
    })
  })
}
