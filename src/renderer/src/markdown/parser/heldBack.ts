import { formulaStart } from './formulaLine'
import type { Frame } from './frame'

/** Nothing but signs that begin blocks: it may become a list, a rule, a heading, the underline of one, a table or a fence. */
const ONLY_SIGNS = /^(?:[-+*_=#>|:~ \t]{1,400}|`{1,2}|\d{1,9}[.)]?|\$)$/
/** The label of a footnote or of a link definition. */
const LABEL = /^\[(?:\^[^\]\s]*\]?|\d{1,3}|[^\]]{1,60}\]):?[ \t]*$/
const PARTIAL_CLOSER = /^[`~]+$/

/** Whether the last line is not shown yet: what it is depends on what comes next, and its signs would vanish again. */
export function isHeldBack(rest: string, container: Frame): boolean {
  switch (container.kind) {
    case 'fence':
      return PARTIAL_CLOSER.test(rest) && rest.startsWith(container.sign.charAt(0))
    case 'formula':
      return rest === container.closer.charAt(0)
    case 'markup':
    case 'indented':
    case 'plain':
      return false
    case 'root':
    case 'quote':
    case 'list':
    case 'item':
    case 'footnote':
    case 'paragraph':
    case 'table':
      return ONLY_SIGNS.test(rest) || LABEL.test(rest) || formulaStart(rest)?.kind === 'unsure'
  }
}
