import type { GenerateOptions, SeededSampling } from '../engine'
import type { GenerationMeter } from '../generationMeter'
import { LoopGuard } from '../loopGuard'
import { TextEndings } from '../textEndings'
import { TOKEN, type ThoughtSplitter, type Written } from '../thoughts/thoughtSplitter'

interface Writing extends Pick<GenerateOptions, 'onEvent'> {
  readonly settings: Pick<SeededSampling, 'loopGuard' | 'stopTexts'>
  readonly meter: GenerationMeter
}

/** Makes events of what a model writes, token by token: thoughts and text apart, counted, each watched for loops, and the text for what stops it. */
export class ReplyWriter {
  readonly #splitter: ThoughtSplitter
  readonly #writing: Writing
  readonly #guards = { text: new LoopGuard(), thought: new LoopGuard() }
  readonly #stops: TextEndings

  constructor(splitter: ThoughtSplitter, writing: Writing) {
    this.#splitter = splitter
    this.#writing = writing
    this.#stops = new TextEndings(writing.settings.stopTexts)
  }

  /** One of the texts that stop a reply has come. Nothing behind it is told. */
  get hasStopped(): boolean {
    return this.#stops.hasEnded
  }

  /** Never where the guard is switched off. */
  get isLoop(): boolean {
    return this.#writing.settings.loopGuard && (this.#guards.text.repeatsFrom ?? this.#guards.thought.repeatsFrom) !== null
  }

  /** In the text; null where it is the thought that repeats itself. */
  get repeatsFrom(): number | null {
    return this.#guards.text.repeatsFrom
  }

  /** What is written next; null: neither. */
  get next(): Written['kind'] | null {
    return this.#splitter.next
  }

  closeThought(): void {
    this.#splitter.closeThought()
  }

  /** The text of one token more, which may be empty. */
  add(text: string): void {
    const written = this.#splitter.add(text)
    this.#writing.meter.wrote(this.#splitter.kind)
    this.#tell(written)
  }

  /**
   * `rest`: text of tokens that were counted before. `isCut`: the reply may be continued; what may become a text that stops it is left out, so
   * that it is written again then.
   */
  end(rest: string, isCut: boolean): void {
    this.#tell([...this.#splitter.add(rest), ...this.#splitter.end()])
    if (!isCut) this.#send('text', this.#stops.rest())
  }

  #tell(written: readonly Written[]): void {
    for (const { kind, text: told } of written) {
      if (this.#stops.hasEnded) return
      const text = told.replaceAll(TOKEN, '') // of marks that stand where they mean nothing
      this.#send(kind, kind === 'text' ? this.#stops.add(text) : text)
    }
  }

  #send(kind: Written['kind'], text: string): void {
    if (text === '') return
    const { meter, onEvent, settings } = this.#writing
    if (settings.loopGuard) this.#guards[kind].add(text)
    onEvent({ kind, text, figures: meter.figures })
  }
}
