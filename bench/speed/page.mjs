import { table } from '../statistics.mjs'
import { samplingText } from '../sampling.mjs'
import { tuningText } from '../fixedTuning.mjs'
import { intervalText } from '../verdict.mjs'
import { usedText } from '../threads/columns.mjs'
import { settingText } from './bareSettings.mjs'

const show = (digits) => (interval) => intervalText(interval, digits)
const [whole, tenths, thousandths] = [show(0), show(1), show(3)]

export function speedPage(models) {
  const names = models.map(({ model }) => model)
  const settings = table(
    ['bare loop, medians of 3', ...names.flatMap((name) => [`${name}, tokens/s`, `${name}, first token, ms`])],
    models[0].bare.map(({ setting }, place) => [settingText(setting), ...models.flatMap((model) => cellsOf(model, place))])
  )
  const figures = table(['model', '', 'Hearth, in the window', 'bare loop', 'Hearth against it', 'goal', ''], models.flatMap(rowsOf))
  return [settings, '', figures, '', ...models.flatMap((model) => [howOf(model), '']), common(models)].join('\n')
}

function cellsOf({ bare, best }, place) {
  const { setting, tokensPerSecond, firstMs } = bare[place]
  const marked = (figure, chosen) => (JSON.stringify(chosen) === JSON.stringify(setting) ? `**${figure}**` : figure)
  return [marked(tokensPerSecond, best.writing), marked(firstMs, best.reading)]
}

function rowsOf({ model, figures, goals, threads }) {
  const { ratio, ratioToSameThreads: same, firstMsBehind: first } = figures
  const goal = goals.atLeast === goals.wholeAbove ? `≥ ${goals.atLeast}` : `≥ ${goals.atLeast}, all of it > ${goals.wholeAbove}`
  return [
    [model, 'tokens/s', tenths(figures.hearth), tenths(figures.bare), `ratio ${thousandths(ratio)}`, goal, ratio.verdict],
    [model, `tokens/s, bare loop with ${threads} threads`, '', '', `ratio ${thousandths(same)}`, `≥ ${same.goal}`, same.verdict],
    [model, 'first text, ms', whole(figures.hearthFirstMs), whole(figures.bareFirstMs), `${whole(first)} ms behind`, `≤ ${first.goal}`, first.verdict] // prettier-ignore
  ]
}

function howOf({ model, figures, best, same, pairs, skipped }) {
  const range = (numbers) => [...new Set([Math.min(...numbers), Math.max(...numbers)])].join(' to ')
  const of = (pick) => range(pairs.map(pick))
  return (
    `${model}: written by the bare loop with ${settingText(best.writing)} (as many threads as Hearth: ${settingText(same)}), read with ${settingText(best.reading)}. ` +
    `Hearth: tokens of all replies by threads: ${usedText(pairs.flatMap(({ ours }) => ours.threads))}. Tokens read: Hearth ${of(({ ours }) => ours.read)} and ${of(({ ours }) => ours.reused)} that it had, bare loop ${of(({ theirs }) => theirs.reading.read)}; ` +
    `written: Hearth ${of(({ ours }) => ours.tokens)}, bare loop ${of(({ theirs }) => theirs.writing.tokens)}; prompts left out because the model ended its reply early: ${skipped.length}. ` +
    `Of the first text's delay: ${whole(figures.engineMsBehind)} ms until the engine has the token, ${whole(figures.arrivedMsBehind)} until the text is in the page's process, ${whole(figures.firstMsBehind)} until it is drawn. ` +
    `Noise, the bare loop after Hearth against itself before: writing ${thousandths(figures.noise.writing)}, reading ${thousandths(figures.noise.reading)}.`
  )
}

const common = ([{ pairs }]) =>
  `Mean with its 95 % interval of ${pairs.length} pairs: the bare loop, Hearth, the bare loop; against the mean of the two beside it. Each pair has a prompt that begins as no other, with a system prompt of its own; ` +
  `the bare loop reads the same text in one batch, which is not cut. First text: from the key press until the frame with it is drawn; of the bare loop, from the call to the token. Both sample alike: ${samplingText}. Hearth: ${tuningText}.`
