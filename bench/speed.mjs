import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fixedTuning } from './fixedTuning.mjs'
import { startHearth, untilReady } from './hearth.mjs'
import { starter, tiny } from './places.mjs'
import { hearthSampling } from './sampling.mjs'
import { bestForReading, bestForWriting, measureBareSettings } from './speed/bareSettings.mjs'
import { installFirstTextWatch } from './speed/firstTextWatch.mjs'
import { useModel } from './speed/hearthReply.mjs'
import { measurePairs } from './speed/pairs.mjs'
import { speedFigures } from './speed/figures.mjs'
import { speedPage } from './speed/page.mjs'

/** `tokens`: of a reply, then it is stopped, because a small model may never end a story. `goals`: ratios to the bare loop. */
const MODELS = [
  { name: 'starter', id: 'starter', file: starter, tokens: 200, goals: { atLeast: 0.93, wholeAbove: 0.9 } },
  { name: 'tiny', id: 'folder:tiny.gguf', file: tiny, tokens: 400, goals: { atLeast: 0.85, wholeAbove: 0.85 } }
]

/** (a) and (b): tokens per second and time to the first text, in Hearth's window against a bare loop at its best, taking turns. */
export async function measureSpeed(log) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'))
  fs.mkdirSync(path.join(dataDir, 'models'))
  fs.symlinkSync(tiny, path.join(dataDir, 'models', 'tiny.gguf'))
  const bare = new Map()
  for (const { name, file } of MODELS) bare.set(name, await measureBareSettings(file, (line) => log(`${name}: ${line}`)))
  const hearth = await startHearth({
    dataDir,
    env: {
      HEARTH_TEST_TUNING: JSON.stringify({ kind: 'chosen', tuning: fixedTuning }),
      HEARTH_TEST_SAMPLING: JSON.stringify(hearthSampling)
    }
  })
  const models = []
  try {
    await untilReady(hearth)
    await hearth.page.evaluate(installFirstTextWatch)
    for (const model of MODELS) {
      const rows = bare.get(model.name)
      await useModel(hearth, model.id)
      const pairs = await measurePairs(hearth, model, rows, (line) => log(`${model.name}, ${line}`))
      models.push({
        model: model.name,
        goals: model.goals,
        bare: rows,
        best: { writing: bestForWriting(rows), reading: bestForReading(rows) },
        figures: speedFigures(pairs, model.goals),
        ...pairs
      })
    }
  } finally {
    await hearth.close()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  return { result: { tuning: fixedTuning, sampling: hearthSampling, models }, markdown: speedPage(models) }
}
