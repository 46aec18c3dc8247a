import { basename } from 'node:path'
import type { AppError } from '../../../shared/contract/appError'
import type { InspectModelFile } from '../../core/models/inspectModelFile'
import type { ReadModelShape } from '../../core/models/modelShape'
import { systemCode } from '../fileFailure'
import { NoAnswer } from './answeringReader'
import type { FolderReader } from './folderReader'
import { visibleName } from './modelFileName'

/** What is asked about a model file before it is loaded. A disk that does not answer, or could not be asked, is what is wrong with the file. */
export function checksBeforeLoad(disk: FolderReader): { inspectFile: InspectModelFile; readModelShape: ReadModelShape } {
  return {
    inspectFile: (path) => disk.inspect(path).catch((thrown: unknown) => errorOf(thrown, path)),
    readModelShape: (path) =>
      disk.shape(path).catch((thrown: unknown) => {
        errorOf(thrown, path)
        return null
      })
  }
}

/** Throws what nobody expected. */
function errorOf(thrown: unknown, path: string): AppError {
  const file = visibleName(basename(path))
  if (thrown instanceof NoAnswer) return { code: 'model.unresponsive', params: { file } }
  if (systemCode(thrown) === null) throw thrown
  return { code: 'model.invalidFile', params: { file, fault: { kind: 'inaccessible' } } }
}
