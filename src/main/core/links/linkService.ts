import { linkAddress, type LinkAddress } from '../../../shared/domain/linkAddress'
import { invalidRequest, linkNotOpened } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'

/** The person, and the programs of the system. */
export interface LinkOpener {
  /** Asks the person, who sees the whole address. False when they do not want it opened. */
  confirm(address: LinkAddress): Promise<boolean>
  /** False when no program of the system opens it. */
  open(url: string): Promise<boolean>
}

/** Opens links of messages in other programs, each only after the person has said so. */
export class LinkService {
  readonly #opener: LinkOpener
  #isAsking = false

  constructor({ linkOpener }: { linkOpener: LinkOpener }) {
    this.#opener = linkOpener
  }

  /** Throws the ExpectedError that says why it was not opened. A question is asked once at a time: a page cannot pile them up. */
  async open({ url }: { url: string }): Promise<void> {
    const address = linkAddress(url) // the page has looked too, and is not believed
    if (address === null) throw new ExpectedError(invalidRequest())
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      if (!(await this.#opener.confirm(address))) return
      if (!(await this.#opener.open(address.url))) throw new ExpectedError(linkNotOpened())
    } finally {
      this.#isAsking = false
    }
  }
}
