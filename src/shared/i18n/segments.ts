import { language } from './language'

type Granularity = 'sentence' | 'word'

const segmenters = new Map<string, Intl.Segmenter>()

/** A text in what people take for one word or one sentence. */
export function segmentsOf(text: string, granularity: Granularity): Intl.Segments {
  const key = `${language()} ${granularity}`
  const segmenter = segmenters.get(key) ?? new Intl.Segmenter(language(), { granularity })
  segmenters.set(key, segmenter) // making one takes longer than using it
  return segmenter.segment(text)
}
