import type { AppError } from '../../../shared/contract/appError'
import type { ModelId } from '../../../shared/domain/ids'
import type { ModelFile } from '../../../shared/domain/model'
import type { ModelFaultKind } from '../../../shared/domain/modelFileFault'

/** Models whose files look right and which the engine could not load, until they can be loaded or have another size. */
export class LoadFaults {
  readonly #faults = new Map<ModelId, { readonly bytes: number; readonly kind: ModelFaultKind }>()
  readonly #listeners: (() => void)[] = []

  /** `error`: why the load failed. What the file's header shows is found when it is listed. */
  add({ id, bytes }: ModelFile, error: AppError): void {
    if (error.code !== 'model.invalidFile') return
    const { kind } = error.params.fault
    if (kind !== 'refused' && kind !== 'endsEngine') return
    this.#faults.set(id, { bytes, kind })
    this.#tell()
  }

  /** It was loaded. */
  forget({ id }: ModelFile): void {
    if (this.#faults.delete(id)) this.#tell()
  }

  /** The model with its fault, where it has one. */
  mark(model: ModelFile): ModelFile {
    const fault = this.#faults.get(model.id)
    return model.fault || fault?.bytes !== model.bytes ? model : { ...model, fault: fault.kind }
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
