import type { ModelFile } from '../../../shared/domain/model'
import type { ModelListing } from '../../../shared/domain/modelListing'
import type { EventPublisher } from '../eventHub'
import type { Log } from '../errors/log'
import type { ModelLibrary } from './modelLibrary'

interface ModelListPorts {
  library: ModelLibrary
  events: EventPublisher
  log: Log
}

/**
 * The models that can be picked, as they were found last. Every change is an event. One reading of the folder at a time: what is asked for
 * meanwhile is one more reading after it, so that what an older one found never replaces what a newer one did.
 */
export class ModelList {
  readonly #ports: ModelListPorts
  #models: ModelFile[] = []
  #listing: ModelListing = { status: 'listing', problems: [] }
  #isReading = false
  #isWantedAgain = false

  constructor(ports: ModelListPorts) {
    this.#ports = ports
  }

  get models(): ModelFile[] {
    return this.#models
  }

  get listing(): ModelListing {
    return this.#listing
  }

  /** Begins to read the folder. */
  refresh(): void {
    this.#isWantedAgain = this.#isReading
    if (this.#isReading) return
    this.#isReading = true
    this.#set(this.#models, { ...this.#listing, status: 'listing' })
    void this.#read().finally(() => {
      this.#isReading = false
      if (this.#isWantedAgain) this.refresh()
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

  #set(models: ModelFile[], listing: ModelListing): void {
    this.#models = models
    this.#listing = listing
    this.#ports.events.emit('model.listed', { models, listing })
  }
}
