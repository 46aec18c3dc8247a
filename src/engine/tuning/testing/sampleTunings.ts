import type { EngineTuning } from '../engineTuning'

/** As a first load on two cores without a graphics card. */
export const safe: EngineTuning = {
  offloads: false,
  readingThreads: 2,
  pinnedWritingThreads: 1,
  flashAttention: false,
  chunks: [{ from: 0, size: 16 }]
}

/** As a first load on a graphics card. */
export const onCard: EngineTuning = { ...safe, offloads: true, flashAttention: true, chunks: [{ from: 0, size: 128 }] }

/** As chosen after some loads without a card. */
export const chosen: EngineTuning = { ...safe, flashAttention: true, chunks: [{ from: 0, size: 64 }] }
