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

const CASES = [
  { name: 'nothing is written', chat: 'Ordinary', isStreaming: false },
  { name: 'a reply is written, 200 tokens a second', chat: 'Ordinary', isStreaming: true },
  { name: 'in a chat with a line of a million characters', chat: 'One line', isStreaming: false },
  { name: 'after a line of a million characters in the composer', chat: 'Ordinary', isStreaming: false, draft: MILLION }
]

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
      `≤ 50: ${verdict(of('p95'), 50)}`
    ]
  })
  const heads = ['while', 'p50, ms', 'p95, ms', 'p95 of all runs', 'slowest key of all runs', 'goal for p95']
  const how = `${KEYS} keys a run, one every ${BETWEEN_KEYS} ms, as Chromium times them: to the first task after the frame that shows them.`
  return { result: { samples }, markdown: `${table(heads, rows)}\n\n${how}` }
}

async function type({ chat, isStreaming, draft }) {
  const { dataDir, chats } = await folderWith({
    Ordinary: [...conversation(20), 'Go on.', ' '],
    'One line': ['Say x.', MILLION, MILLION, 'Yes.']
  })
  const hearth = await openProduct(dataDir)
  try {
    const { page } = hearth
    await openChat(hearth, chat, chats[chat])
    const field = page.getByRole('textbox', { name: 'Message' })
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
