import { script } from '../support/counting'
import { seededRandom, stopAtRandom } from '../support/randomStops'
import { test } from '../support/sharedStory'

const RUNS = 20
const SEED = 17

test('wherever a reply is stopped, the screen, the disk and the script agree', async ({ hearth, useScript }) => {
  test.setTimeout(90_000)
  await useScript(script)
  const random = seededRandom(SEED)
  for (let run = 1; run <= RUNS; run++) await stopAtRandom(hearth, random, `Stop ${run}`)
})
