// What the starter model answers to what newcomers type, with its recommended settings. Who judges the replies: bench/starter/judge.mjs.
//
//   npm run bench -- starter; for another model: node bench/starter.mjs <model.gguf>
//   npm run bench -- starterSettings: other settings, with one seed each; for another model: node bench/starter.mjs <model.gguf> candidates
import fs from 'node:fs'
import path from 'node:path'
import { root, starter } from './places.mjs'
import { candidates } from './starter/candidates.mjs'
import { judge } from './starter/judge.mjs'
import { prompts } from './starter/prompts.mjs'
import { MOST_TOKENS, withEngines } from './starter/replies.mjs'
import { categoryTable, figuresOf, goalTable, settingsText, someReplies } from './starter/report.mjs'
import { table } from './statistics.mjs'

const ROUNDS = 3
/** Another one for each prompt: with one for all, all replies would begin with the same random number. */
const seedOf = (round, place) => round * 1000 + place

/** What comes with the model, with the system message among the settings. */
function recommended() {
  const { recommended } = JSON.parse(fs.readFileSync(path.join(root, 'resources', 'starter-model.json'), 'utf8'))
  return { ...recommended.settings, systemMessage: recommended.systemMessage }
}

/** @param {object} [settings] others than those recommended */
export async function measureStarter(log, modelPath = starter, settings = recommended()) {
  const samples = await withEngines(modelPath, (writeAll) => samplesOf(writeAll, settings, ROUNDS, log))
  const markdown = [
    `${prompts.length} prompts × ${ROUNDS} fixed seeds, ${samples.length} replies of ${MOST_TOKENS} tokens at most. Settings: ${settingsText(settings)}.`,
    goalTable(samples),
    categoryTable(samples),
    ...someReplies(samples)
  ].join('\n\n')
  return { result: { settings, samples }, markdown }
}

/** Every candidate on all prompts with one seed. */
export async function measureStarterSettings(log, modelPath = starter) {
  const compared = await withEngines(modelPath, async (writeAll) => {
    const rows = []
    for (const settings of candidates) {
      rows.push({ settings, figures: figuresOf(await samplesOf(writeAll, settings, 1, () => {})) })
      log(
        `${settingsText(settings)}: ${rows
          .at(-1)
          .figures.map(({ name, text }) => `${name} ${text}`)
          .join(', ')}`
      )
    }
    return rows
  })
  const heads = ['settings', ...compared[0].figures.map(({ name }) => name)]
  const rows = compared.map(({ settings, figures }) => [settingsText(settings), ...figures.map(({ text }) => text)])
  return { result: compared, markdown: `${prompts.length} prompts, one seed.\n\n${table(heads, rows)}` }
}

async function samplesOf(writeAll, settings, rounds, log) {
  const tasks = Array.from({ length: rounds }, (_, round) =>
    prompts.map((prompt, place) => ({ prompt, round: round + 1, seed: seedOf(round + 1, place) }))
  ).flat()
  let done = 0
  const replies = await writeAll(tasks, settings, () => {
    done++
    if (done % 20 === 0) log(`${done} of ${tasks.length} prompts`)
  })
  return tasks.flatMap((task, place) => samplesOfTalk(task, replies[place]))
}

/** One for each turn. */
function samplesOfTalk({ prompt: { category, language, turns }, round, seed }, replies) {
  return replies.map(({ text, reason, tokens }, turn) => ({
    category,
    language,
    round,
    seed,
    before: turns.slice(0, turn).map(({ says }, place) => ({ says, reply: replies[place].text })),
    prompt: turns[turn].says,
    reply: text,
    reason,
    tokens,
    verdicts: judge({ text, reason }, { language, expects: turns[turn].expects })
  }))
}

if (process.argv[1] === import.meta.filename) {
  const [modelPath = starter, mode] = process.argv.slice(2)
  const measure = mode === 'candidates' ? measureStarterSettings : measureStarter
  const { markdown } = await measure((line) => console.log(line), modelPath)
  console.log(`\n${markdown}`)
  process.exit(0)
}
