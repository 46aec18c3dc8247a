import os from 'node:os'

/** How Hearth uses the computer where its speed is measured: fixed, because to learn it takes minutes and may end differently each time. */
export const fixedTuning = {
  offloads: false,
  readingThreads: os.availableParallelism(),
  flashAttention: true,
  chunks: [{ from: 0, size: 64 }]
}
export const tuningText = `reading with ${fixedTuning.readingThreads} threads in chunks of 64, flash attention on, fixed for this measurement`
