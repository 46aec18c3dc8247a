import { script } from '../support/counting'
import { seededRandom, stopAtRandom } from '../support/randomStops'
import { test } from '../support/sharedStory'

const RUNS = 200
const SEED = 1117

test('wherever a reply is stopped, the screen, the disk and the script agree, two hundred times', async ({ hearth, useScript }) => {
  await useScript(script)
  const random = seededRandom(SEED)
  for (let run = 1; run <= RUNS; run++) await stopAtRandom(hearth, random, `Stop ${run}`)
})
