import type { AboutHearth, HearthFolder } from '../../shared/domain/aboutHearth'
import type { PackageLicence } from '../../shared/domain/licences'
import { diagnosticsText } from './diagnosticsText'
import { folderNotOpened } from './errors/appErrors'
import { ExpectedError } from './errors/expectedError'
import type { ModelService } from './models/modelService'

/** What the system knows of this installation of Hearth. */
export interface Installation {
  /** As it is now. */
  describe(): Promise<AboutHearth>
  /** Shows the folder. False when that cannot be done. */
  openFolder(path: string): Promise<boolean>
  /** The newest entries of the log, oldest first; empty where it cannot be read. */
  readLog(): Promise<string[]>
  /** Of the packages that are part of Hearth. Rejects where they cannot be read, as in an installation that was damaged. */
  readLicences(): Promise<PackageLicence[]>
  /** Name and version of the system, and its memory. */
  readonly system: string
  readonly cpu: string
  readonly homeFolder: string
}

interface AboutServicePorts {
  installation: Installation
  models: ModelService
}

/** What Hearth says about itself. */
export class AboutService {
  readonly #ports: AboutServicePorts

  constructor(ports: AboutServicePorts) {
    this.#ports = ports
  }

  describe(): Promise<AboutHearth> {
    return this.#ports.installation.describe()
  }

  licences(): Promise<PackageLicence[]> {
    return this.#ports.installation.readLicences()
  }

  /** Throws the ExpectedError `folder.notOpened`. */
  async openFolder({ folder }: { folder: HearthFolder }): Promise<void> {
    const { installation } = this.#ports
    const { dataFolder, logsFolder } = await installation.describe()
    const path = folder === 'data' ? dataFolder : logsFolder
    if (!(await installation.openFolder(path))) throw new ExpectedError(folderNotOpened(path))
  }

  async diagnostics(): Promise<string> {
    const { installation, models } = this.#ports
    const [about, log] = await Promise.all([installation.describe(), installation.readLog()])
    const { system, cpu, homeFolder } = installation
    return diagnosticsText({ about, system, cpu, homeFolder, model: models.status, log })
  }
}
