import { quantile, round, table } from '../statistics.mjs'
import { answer, conversation } from './answers.mjs'
import { installProbe } from './probe.mjs'
import { chunksAt, folderWith, openChat, openProduct, sendReply } from './product.mjs'
import { RUNS, spread, verdict } from './verdicts.mjs'

const KEYS = 60
const BETWEEN_KEYS = 150 // ms
const RATE = 200
const GAP = 33
const MILLION = 'x'.repeat(999_000)

const LARGE_DRAFT = 'after a line of a million characters in the composer'
const BARE = 'the same text in a bare text field in place of the composer'

const CASES = [
  { name: 'nothing is written', chat: 'Ordinary', isStreaming: false },
  { name: 'a reply is written, 200 tokens a second', chat: 'Ordinary', isStreaming: true },
  { name: 'in a chat with a line of a million characters', chat: 'One line', isStreaming: false },
  { name: LARGE_DRAFT, chat: 'Ordinary', isStreaming: false, draft: MILLION },
  { name: BARE, chat: 'Ordinary', isStreaming: false, draft: MILLION, isBare: true }
]
/** Of a large draft the goal is what Chromium's own text field takes, and a quarter more. */
const MOST_OF_BARE = 1.25

/** (c) From a key in the composer to the frame that shows it. */
export async function measureTyping(log) {
  const samples = []
  for (let run = 0; run < RUNS; run++) {
    for (const { name, ...how } of CASES) {
      const { waits, longestTask } = await type(how)
      samples.push({
        name,
        run,
        p50: quantile(waits, 0.5),
        p95: quantile(waits, 0.95),
        most: Math.max(...waits),
        keys: waits.length,
        longestTask
      })
      log(`${name}: p95 ${round(samples.at(-1).p95)} ms of ${waits.length} keys`)
    }
  }
  const rows = CASES.map(({ name }) => {
    const of = (what) => samples.filter((sample) => sample.name === name).map((sample) => sample[what])
    return [
      name,
      round(quantile(of('p50'), 0.5)),
      round(quantile(of('p95'), 0.5)),
      spread(of('p95')),
      spread(of('most')),
      goalOf(samples, name)
    ]
  })
  const heads = ['while', 'p50, ms', 'p95, ms', 'p95 of all runs', 'slowest key of all runs', 'goal for p95']
  const how = `${KEYS} keys a run, one every ${BETWEEN_KEYS} ms, as Chromium times them: to the first task after the frame that shows them.`
  return { result: { samples }, markdown: `${table(heads, rows)}\n\n${how}` }
}

function goalOf(samples, name) {
  const p95 = (of) => samples.filter((sample) => sample.name === of).map((sample) => sample.p95)
  if (name === BARE) return ''
  if (name !== LARGE_DRAFT) return `≤ 50: ${verdict(p95(name), 50)}`
  const bare = p95(BARE)
  const ratios = p95(name).map((value, run) => value / bare[run])
  return `≤ ${MOST_OF_BARE} of the bare field: ${verdict(ratios, MOST_OF_BARE)} (${spread(ratios, 2)})`
}

async function type({ chat, isStreaming, draft, isBare }) {
  const { dataDir, chats } = await folderWith({
    Ordinary: [...conversation(20), 'Go on.', ' '],
    'One line': ['Say x.', MILLION, MILLION, 'Yes.']
  })
  const hearth = await openProduct(dataDir)
  try {
    const { page } = hearth
    await openChat(hearth, chat, chats[chat])
    if (isBare) await page.evaluate(putBareField)
    const field = page.getByRole('textbox', { name: isBare ? 'Bare' : 'Message' })
    if (draft) await field.fill(draft)
    await field.focus()
    await page.waitForTimeout(1500)
    await page.evaluate(installProbe)
    const tokens = (RATE * (KEYS + 10) * BETWEEN_KEYS) / 1000
    const sending = isStreaming
      ? sendReply(hearth, chats[chat], chunksAt(answer('mixed', tokens), { rate: RATE, gap: GAP }), GAP)
      : undefined
    if (isStreaming) await page.waitForTimeout(500)
    await page.evaluate(() => window.probe.begin())
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press('abcdefgh'[key % 8])
      await page.waitForTimeout(BETWEEN_KEYS)
    }
    const seen = await page.evaluate(() => window.probe.end())
    await sending
    return seen
  } finally {
    await hearth.close()
  }
}

/** Runs in the page. */
function putBareField() {
  const field = document.createElement('textarea')
  field.setAttribute('aria-label', 'Bare')
  field.rows = 8
  document.querySelector('.composer').replaceWith(field)
}
