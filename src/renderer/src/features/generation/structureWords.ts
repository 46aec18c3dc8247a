import { assertNever } from '../../../../shared/assertNever'
import { lineAndColumn, type StructureFault } from '../../../../shared/domain/structure/structureFault'
import { t } from '../../../../shared/i18n/translate'

/** What is wrong with a structure and where; `isKept`: whether another one is in force meanwhile. */
export function structureFaultWords(text: string, fault: StructureFault, isKept: boolean): string {
  return t('generation.structure.at', {
    ...lineAndColumn(text, fault.at),
    fault: reasonOf(fault),
    kept: t(isKept ? 'generation.structure.keptBefore' : 'generation.structure.keptNone')
  })
}

function reasonOf(fault: StructureFault): string {
  switch (fault.kind) {
    case 'nameExpected':
    case 'definitionExpected':
      return fault.found === ''
        ? t(`generation.structure.faults.${fault.kind}AtEnd`)
        : t(`generation.structure.faults.${fault.kind}`, { found: fault.found })
    case 'lineEndExpected':
    case 'unexpected':
    case 'unknownEscape':
    case 'nothingToRepeat':
    case 'unknownType':
    case 'unknownReference':
      return t(`generation.structure.faults.${fault.kind}`, { found: fault.found })
    case 'notClosed':
      return t('generation.structure.faults.notClosed', { opened: fault.opened })
    case 'unknownRule':
    case 'leftRecursion':
      return t(`generation.structure.faults.${fault.kind}`, { name: fault.name })
    case 'keyword':
    case 'twice':
    case 'badValue':
      return t(`generation.structure.faults.${fault.kind}`, { keyword: fault.keyword })
    case 'badRepetition':
    case 'tooMany':
    case 'tooDeep':
    case 'endlessRepetition':
    case 'noRoot':
    case 'notJson':
    case 'noObject':
    case 'noType':
      return t(`generation.structure.faults.${fault.kind}`)
    default:
      return assertNever(fault)
  }
}
