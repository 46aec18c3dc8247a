import type { EngineWork } from '../../../shared/domain/engineSilence'
import type { ModelId } from '../../../shared/domain/ids'
import { aborted } from '../async/aborted'
import { noModel } from '../errors/appErrors'
import { readyEngine } from './engineLease'
import type { EngineSlot } from './engineSlot'
import { EngineSupervisor, type EngineSupervisorPorts } from './engineSupervisor'
import { ExpectedError } from '../errors/expectedError'
import type { EngineLease, EngineProvider, ReadyEngine } from '../inference/engineProvider'

/** The engines of this computer: which model is wanted, and who waits for it. Their processes are the supervisor’s. */
export class LocalEngines implements EngineProvider {
  readonly #ports: EngineSupervisorPorts
  readonly #supervisor: EngineSupervisor
  /** Loads and cancels asked for so far; and the newest of them that took effect. An older one whose lookup ends later does nothing. */
  #requests = 0
  #newest = 0
  /** While the model used last is looked up: whoever asks meanwhile waits for the same load. */
  #choosing: Promise<void> | null = null
  readonly #closing = new AbortController()

  constructor(ports: EngineSupervisorPorts) {
    this.#ports = ports
    this.#supervisor = new EngineSupervisor(ports)
  }

  get ready(): ReadyEngine | null {
    const { current } = this.#supervisor
    return current && readyEngine(current, this.#ports.records)
  }

  get current(): EngineSlot | null {
    return this.#supervisor.current
  }

  get failedLoads(): number {
    return this.#supervisor.failed.count
  }

  /** Begins to load the model used last, or the starter. What becomes of it is in the ModelState. */
  loadLastUsed(): Promise<void> {
    if (this.#choosing) return this.#choosing
    const choosing = this.#loadLastUsed().finally(() => {
      if (this.#choosing === choosing) this.#choosing = null
    })
    return (this.#choosing = choosing)
  }

  /**
   * Looks a model up and begins to load it, in place of another load if one runs. For the model in use this only cancels that other load.
   * Of several calls the last one counts: lookups may end in another order. Throws the ExpectedError `model.notFound`.
   */
  async load(id: ModelId): Promise<void> {
    const request = ++this.#requests
    const entry = await this.#ports.choice.find(id)
    if (request < this.#newest) return
    this.#newest = request
    if (this.#supervisor.isLoading(id)) return
    if (this.#supervisor.isInUse(id)) await this.#supervisor.cancelAttempt()
    else this.#supervisor.begin(entry)
  }

  /** Ends the load that runs or is looked up, if any; resolves when its engine is gone. The model before it is in use as it was. */
  async cancelLoad(): Promise<void> {
    this.#newest = ++this.#requests
    if (this.#choosing && !this.#supervisor.isLoading(null)) this.#supervisor.failed.add(null, noModel())
    this.#choosing = null // who asks from now on is not served by the lookup that was cancelled
    await this.#supervisor.cancelAttempt()
  }

  /** Ends the engine at this work and loads its model again. What was generated is kept. */
  restart(work: EngineWork): void {
    this.#supervisor.restart(work)
  }

  /** Loads the model in use again, with the graphics card that failed with it. */
  retryGraphics(): void {
    this.#supervisor.retryGraphics()
  }

  /** Loads the model again with this context, in tokens, where it is in use and no load runs; null: as the memory allows. */
  changeContext(id: ModelId, tokens: number | null): void {
    if (this.#supervisor.isInUse(id)) this.#supervisor.changeContext(tokens)
  }

  async acquire(model: ModelId | null, signal: AbortSignal, failedLoadsBefore = this.failedLoads): Promise<EngineLease | null> {
    const end = AbortSignal.any([signal, this.#closing.signal])
    await Promise.race([this.#ensureBegun(model, failedLoadsBefore), aborted(end)]) // the models folder may lie on a disk that does not respond
    const supervisor = this.#supervisor
    while (!supervisor.isInUse(model) && supervisor.isLoading(model) && !end.aborted) await this.#ports.modelState.changed(end)
    if (signal.aborted) return null
    if (!supervisor.current || !supervisor.isInUse(model)) throw new ExpectedError(supervisor.failed.error ?? noModel())
    return supervisor.lease(supervisor.current)
  }

  /** Ends every engine. Nothing can be loaded after it. */
  async close(): Promise<void> {
    const closed = this.#supervisor.close()
    this.#closing.abort()
    await closed
  }

  // The person may have chosen a model, or cancelled, while the one used last was looked up: that counts.
  async #loadLastUsed(): Promise<void> {
    const request = this.#requests
    const isWanted = (): boolean => !this.#supervisor.isInUse(null) && !this.#supervisor.isLoading(null) && request >= this.#newest
    try {
      const entry = await this.#ports.choice.lastUsed()
      if (isWanted()) this.#supervisor.begin(entry)
    } catch (thrown) {
      if (isWanted()) this.#supervisor.fail(null, thrown)
    }
  }

  async #ensureBegun(model: ModelId | null, failedLoadsBefore: number): Promise<void> {
    const { isClosed, failed } = this.#supervisor
    if (isClosed || this.#supervisor.isInUse(model) || this.#supervisor.isLoading(model)) return
    if (failed.hasEndedWait(model, failedLoadsBefore)) return
    if (model === null) await this.loadLastUsed()
    else await this.load(model)
  }
}
