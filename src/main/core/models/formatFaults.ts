import type { LoadedFormat } from '../../../engine/engine'
import type { ModelFile } from '../../../shared/domain/model'
import type { Log } from '../errors/log'
import type { NoticeBoard } from '../notices/noticeBoard'
import type { AppStateStore } from '../settings/appStateStore'
import { formatNotice } from './modelNotices'

interface FormatFaultPorts {
  state: AppStateStore
  notices: NoticeBoard
  log: Log
}

/** Says of a model that the chat format in its file is not used: to the log at each load, to the person until that is dismissed once. */
export class FormatFaults {
  readonly #ports: FormatFaultPorts
  readonly #shown = new Set<string>()

  constructor(ports: FormatFaultPorts) {
    this.#ports = ports
  }

  tell(model: ModelFile, { name, fault }: LoadedFormat): void {
    if (!fault) return
    const { state, notices, log } = this.#ports
    log.warn(`The chat template of ${model.name} is ${fault.kind}, the format ${name} is used instead (${fault.detail})`)
    if (this.#shown.has(model.id) || state.get('knownFormatFaults').includes(model.id)) return
    this.#shown.add(model.id)
    notices.show(formatNotice(model, name, fault.kind), () => {
      const others = state.get('knownFormatFaults').filter((id) => id !== model.id)
      state.set('knownFormatFaults', [...others, model.id])
    })
  }
}
