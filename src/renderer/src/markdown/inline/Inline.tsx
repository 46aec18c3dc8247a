import { memo, use, useMemo, type ReactElement } from 'react'
import type { Token } from 'marked'
import { normalizedLabel } from '../parser/definitions'
import { healInline } from './healInline'
import { lexInline, noReferences } from './inlineLexer'
import { inlineElements } from './inlineElements'
import { ReferencesContext, type MessageReferences } from './referencesContext'

interface InlineProps {
  source: string
  /** More of it may come. */
  isOpen: boolean
}

interface Read {
  tokens: readonly Token[]
  /** The beginning of a formula at the end. */
  openFormula: string | null
}

const none: MessageReferences = { ...noReferences, footnotes: new Map() }

/** Inline Markdown. Only text with brackets may refer to something elsewhere in the message. */
export const Inline = memo(({ source, isOpen }: InlineProps): ReactElement =>
  source.includes('[') ? <Referring source={source} isOpen={isOpen} /> : <Standing source={source} isOpen={isOpen} references={none} />
)
Inline.displayName = 'Inline'

/** Only such links and footnotes may wait for what they refer to. */
const MAY_WAIT = /\]\[|\[\^/

function Referring(props: InlineProps): ReactElement {
  const all = use(ReferencesContext)
  // The same object as long as nothing changes that this text refers to.
  const key = all.isAwaiting && MAY_WAIT.test(props.source) ? '?' : ''
  const used = labelsIn(props.source)
    .filter((label) => all.definitions.has(label) || all.footnotes.has(label))
    .join(' ')
  // eslint-disable-next-line react-hooks/exhaustive-deps -- these two name what is used of it
  const references = useMemo(() => all, [used, key])
  return <Standing {...props} references={references} />
}

const labelsIn = (source: string): string[] =>
  [...source.matchAll(/\[\^?((?:\\[^]|[^[\]\\])+)\]/g)].map(([, label = '']) => normalizedLabel(label))

const Standing = memo(({ source, isOpen, references }: InlineProps & { references: MessageReferences }): ReactElement => {
  const { tokens, openFormula } = useMemo(() => read(source, isOpen, references), [source, isOpen, references])
  return (
    <>
      {inlineElements(tokens, references)}
      {openFormula !== null && openFormula !== '' && (
        <code className="open-formula" dir="ltr">
          {openFormula}
        </code>
      )}
    </>
  )
})
Standing.displayName = 'Standing'

function read(source: string, isOpen: boolean, references: MessageReferences): Read {
  const healed = isOpen ? healInline(source) : { source, openFormula: null }
  return { tokens: lexInline(healed.source, references), openFormula: healed.openFormula }
}
