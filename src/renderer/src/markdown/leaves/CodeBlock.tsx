import { WrapText } from 'lucide-react'
import { memo, useRef, useState, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { copyCode } from '../../state/clipboardActions'
import { useReadingPreferences } from '../../state/preferencesStore'
import { ConfirmingButton } from '../../ui/ConfirmingButton'
import { IconButton } from '../../ui/IconButton'
import { ColouredLines, PlainLines } from './CodeLines'
import { languageName } from './languages'
import { hasLongLine } from './plainChunks'
import { useColouredCode } from './useColouredCode'
import { useGrammar } from './useGrammar'

/** Longer code has no colours. In characters. */
const LONGEST_COLOURED = 100_000

interface CodeBlockProps {
  source: string
  /** The words behind the fence. */
  language: string
  /** The fence is not closed yet. */
  isOpen: boolean
}

/** Code of a message: one component before and after its fence closes, so that nothing of it is made again. */
export const CodeBlock = memo(({ source, language, isOpen }: CodeBlockProps): ReactElement => {
  const { wrapCode } = useReadingPreferences()
  const [chosen, setChosen] = useState<boolean | null>(null)
  const wraps = chosen ?? wrapCode
  const place = useRef<HTMLDivElement>(null)
  const isLong = source.length > LONGEST_COLOURED
  const cutsLines = hasLongLine(source)
  const grammar = useGrammar(language, !isLong && !cutsLines)
  const code = useColouredCode(source, grammar, place, isOpen)
  const note = noteFor({ isLong, cutsLines, isSlow: code?.isTooSlow === true })
  const name = languageName(language)
  const title = name === '' ? t('code.plain') : t('code.named', { language: name })
  return (
    <div className={classesOf({ wraps: wraps || cutsLines, isLong })} dir="ltr" ref={place}>
      <div className="code-head">
        <span className="code-language">{name === '' ? t('code.plain') : name}</span>
        <IconButton
          name={t('code.wrap')}
          icon={<WrapText className="icon" />}
          aria-pressed={wraps || cutsLines}
          disabled={cutsLines}
          onClick={() => setChosen(!wraps)}
        />
        <ConfirmingButton name={t('code.copy')} onClick={() => copyCode(source)} />
      </div>
      {note !== null && <p className="code-note">{note}</p>}
      <pre role="group" aria-label={title} tabIndex={0}>
        <code>{code ? <ColouredLines source={source} code={code} /> : <PlainLines source={source} cutsLines={cutsLines} />}</code>
      </pre>
    </div>
  )
})
CodeBlock.displayName = 'CodeBlock'

const classesOf = ({ wraps, isLong }: { wraps: boolean; isLong: boolean }): string =>
  `code-block${wraps ? ' wraps' : ''}${isLong ? ' long' : ''}`

/** Why it is not shown as other code is. */
function noteFor({ isLong, cutsLines, isSlow }: { isLong: boolean; cutsLines: boolean; isSlow: boolean }): string | null {
  if (cutsLines) return t('code.longLines')
  if (isLong) return t('code.tooLong')
  return isSlow ? t('code.tooSlow') : null
}
