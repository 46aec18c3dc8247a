import type { ModelFile } from '../../../shared/domain/model'
import type { ModelListing } from '../../../shared/domain/modelListing'
import type { ModelId } from '../../../shared/domain/ids'
import type { ModelFaultKind } from '../../../shared/domain/modelFileFault'
import type { EventPublisher } from '../eventHub'
import type { Log } from '../errors/log'
import type { LoadFaults } from './loadFaults'
import type { ModelLibrary } from './modelLibrary'

/** Files whose findings are told together, where there are many: each telling is the whole list. */
const TOGETHER = 25
/** Readings, after one that was asked for, that disks which answer late may cause: one that is always too slow would be read without end. */
const MOST_FOLLOWING = 5

interface ModelListPorts {
  library: ModelLibrary
  loadFaults: LoadFaults
  events: EventPublisher
  log: Log
}

/**
 * The models that can be picked, as they were found last. Every change is an event. One reading of the folder at a time: what is asked for
 * meanwhile is one more reading after it, so that what an older one found never replaces what a newer one did. What is wrong with the files
 * is told after the list, which does not wait for their headers; a new reading goes before them.
 */
export class ModelList {
  readonly #ports: ModelListPorts
  #models: ModelFile[] = []
  #listing: ModelListing = { status: 'listing', problems: [] }
  #isReading = false
  #isWantedAgain = false
  /** Readings by itself since somebody asked for one. */
  #following = 0
  #readings = 0

  constructor(ports: ModelListPorts) {
    this.#ports = ports
    ports.loadFaults.onChange(() => this.#tell())
  }

  get models(): ModelFile[] {
    return this.#models.map((model) => this.#ports.loadFaults.mark(model))
  }

  get listing(): ModelListing {
    return this.#listing
  }

  /** Begins to read the folder. */
  refresh(): void {
    this.#following = 0
    this.#begin()
  }

  /** A disk that did not answer has. */
  diskAnswered(): void {
    if (this.#isWantedAgain || this.#following === MOST_FOLLOWING) return
    this.#following += 1
    this.#begin()
  }

  #begin(): void {
    this.#isWantedAgain = this.#isReading
    if (this.#isReading) return
    this.#isReading = true
    this.#readings += 1
    this.#set(this.#models, { ...this.#listing, status: 'listing' })
    void this.#read().finally(() => {
      this.#isReading = false
      if (this.#isWantedAgain) this.#begin()
      else void this.#inspect()
    })
  }

  async #read(): Promise<void> {
    try {
      const { models, problems } = await this.#ports.library.list()
      this.#set(models, { status: 'listed', problems })
    } catch (thrown) {
      this.#ports.log.error('While listing the models', thrown)
      this.#set(this.#models, { status: 'listed', problems: [{ kind: 'unreadable', folder: null }] })
    }
  }

  async #inspect(): Promise<void> {
    const reading = this.#readings
    const found = new Map<ModelId, ModelFaultKind | null>()
    let count = 0
    const isNewest = (): boolean => this.#readings === reading
    try {
      for await (const { id, fault } of this.#ports.library.inspectListed()) {
        if (!isNewest()) return // the newer list finds it out
        found.set(id, fault)
        if (++count % TOGETHER === 0) this.#mark(found)
      }
    } catch (thrown) {
      this.#ports.log.error('While looking for faults of models', thrown)
    }
    if (isNewest()) this.#mark(found)
  }

  #mark(found: ReadonlyMap<ModelId, ModelFaultKind | null>): void {
    const marked = this.#models.map((model) => withFault(model, found.get(model.id)))
    if (marked.some((model, index) => model !== this.#models[index])) this.#set(marked, this.#listing)
  }

  #set(models: ModelFile[], listing: ModelListing): void {
    this.#models = models
    this.#listing = listing
    this.#tell()
  }

  #tell(): void {
    this.#ports.events.emit('model.listed', { models: this.models, listing: this.#listing })
  }
}

/** The same object where nothing changes. `fault`: undefined where nothing was found out. */
function withFault(model: ModelFile, fault: ModelFaultKind | null | undefined): ModelFile {
  if (fault === undefined || (model.fault ?? null) === fault) return model
  const marked = { ...model }
  if (fault === null) delete marked.fault
  else marked.fault = fault
  return marked
}
