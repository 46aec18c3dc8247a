import type { ReactElement } from 'react'
import { GrowingText } from '../GrowingText'

interface CodeBlockProps {
  source: string
  language: string
  /** More of it may come. */
  isOpen: boolean
}

export function CodeBlock({ source, language }: CodeBlockProps): ReactElement {
  return (
    <pre className="code-block" dir="ltr" data-language={language}>
      <code>{source !== '' && <GrowingText text={source} />}</code>
    </pre>
  )
}
