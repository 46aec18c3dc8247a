import { assertNever } from '../../../shared/assertNever'
import type { AppError } from '../../../shared/contract/appError'
import { t } from '../../../shared/i18n/translate'
import { visibleName } from './modelFileName'

/** What a file that is no GGUF model seems to be, by its first bytes. */
export type Lookalike = 'zip' | 'pdf' | 'gzip' | 'html' | 'lfsPointer' | 'json' | 'safetensors' | 'unknown'

/**
 * What is wrong with a model file. `startsWith`: its first characters as far as they can be read, null when not even one can.
 * truncated: sizes in bytes; `neededBytes` null when the file ends before it says. nonsense: the header contradicts itself.
 */
export type BadModelFile =
  | { kind: 'missing' }
  | { kind: 'directory' }
  | { kind: 'inaccessible' }
  | { kind: 'empty' }
  | { kind: 'notGguf'; lookalike: Lookalike; startsWith: string | null }
  | { kind: 'truncated'; bytes: number; neededBytes: number | null }
  | { kind: 'nonsense' }

/** For the person: what is wrong, and what may have led to it where that can be told. */
export function describeBadFile(finding: BadModelFile, fileName: string): Pick<AppError, 'message' | 'detail'> {
  const file = visibleName(fileName)
  switch (finding.kind) {
    case 'missing':
      return { message: t('error.model.notFound', { file }) }
    case 'directory':
      return { message: t('modelFile.directory', { file }) }
    case 'inaccessible':
      return { message: t('modelFile.inaccessible', { file }), detail: t('modelFile.mayNotRead') }
    case 'empty':
      return { message: t('modelFile.empty', { file }), detail: t('modelFile.downloadFailed') }
    case 'notGguf':
      return { message: t('modelFile.notGguf', { file }), ...describeStart(finding.lookalike, finding.startsWith) }
    case 'truncated': {
      const { bytes, neededBytes } = finding
      const message = neededBytes === null ? t('modelFile.cutOff', { file, bytes }) : t('modelFile.truncated', { file, bytes, neededBytes })
      return { message, detail: t('modelFile.downloadCutOff') }
    }
    case 'nonsense':
      return { message: t('modelFile.nonsense', { file }) }
    default:
      return assertNever(finding)
  }
}

function describeStart(lookalike: Lookalike, start: string | null): { detail?: string } {
  if (lookalike === 'unknown') return start === null ? {} : { detail: t('modelFile.startsWith', { start }) }
  const what = t(`modelFile.lookalike.${lookalike}`)
  return { detail: start === null ? t('modelFile.maybe', { what }) : t('modelFile.startsWithMaybe', { start, what }) }
}
