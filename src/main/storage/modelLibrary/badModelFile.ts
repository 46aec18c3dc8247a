import { assertNever } from '../../../shared/assertNever'
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

/** One or two sentences for the person. */
export function describeBadFile(finding: BadModelFile, fileName: string): string {
  const file = visibleName(fileName)
  switch (finding.kind) {
    case 'missing':
      return t('error.model.notFound', { file })
    case 'directory':
      return t('modelFile.directory', { file })
    case 'inaccessible':
      return t('modelFile.inaccessible', { file })
    case 'empty':
      return t('modelFile.empty', { file })
    case 'notGguf':
      return [t('modelFile.notGguf', { file }), describeStart(finding.lookalike, finding.startsWith)].filter(Boolean).join(' ')
    case 'truncated':
      if (finding.neededBytes === null) return t('modelFile.cutOff', { file, bytes: finding.bytes })
      return t('modelFile.truncated', { file, bytes: finding.bytes, neededBytes: finding.neededBytes })
    case 'nonsense':
      return t('modelFile.nonsense', { file })
    default:
      return assertNever(finding)
  }
}

function describeStart(lookalike: Lookalike, startsWith: string | null): string {
  if (lookalike === 'unknown') return startsWith === null ? '' : t('modelFile.startsWith', { start: startsWith })
  const what = t(`modelFile.lookalike.${lookalike}`)
  return startsWith === null ? t('modelFile.maybe', { what }) : t('modelFile.startsWithMaybe', { start: startsWith, what })
}
