import type { GenerateOptions, SeededSampling } from '../engine'
import type { GenerationMeter } from '../generationMeter'
import { LoopGuard } from '../loopGuard'
import { TOKEN, type ThoughtSplitter, type Written } from '../thoughts/thoughtSplitter'

interface Writing extends Pick<GenerateOptions, 'onEvent'> {
  readonly settings: Pick<SeededSampling, 'loopGuard'>
  readonly meter: GenerationMeter
}

/** Makes events of what a model writes, token by token: thoughts and text apart, counted, and each watched for loops. */
export class ReplyWriter {
  readonly #splitter: ThoughtSplitter
  readonly #writing: Writing
  readonly #guards = { text: new LoopGuard(), thought: new LoopGuard() }

  constructor(splitter: ThoughtSplitter, writing: Writing) {
    this.#splitter = splitter
    this.#writing = writing
  }

  /** Never where the guard is switched off. */
  get isLoop(): boolean {
    return this.#writing.settings.loopGuard && (this.#guards.text.repeatsFrom ?? this.#guards.thought.repeatsFrom) !== null
  }

  /** In the text; null where it is the thought that repeats itself. */
  get repeatsFrom(): number | null {
    return this.#guards.text.repeatsFrom
  }

  /** The text of one token more, which may be empty. */
  add(text: string): void {
    const written = this.#splitter.add(text)
    this.#writing.meter.wrote(this.#splitter.kind)
    this.#tell(written)
  }

  /** `rest`: text of tokens that were counted before. */
  end(rest: string): void {
    this.#tell([...this.#splitter.add(rest), ...this.#splitter.end()])
  }

  #tell(written: readonly Written[]): void {
    const { meter, onEvent, settings } = this.#writing
    for (const { kind, text: told } of written) {
      const text = told.replaceAll(TOKEN, '') // of marks that stand where they mean nothing
      if (settings.loopGuard) this.#guards[kind].add(text)
      onEvent({ kind, text, figures: meter.figures })
    }
  }
}
