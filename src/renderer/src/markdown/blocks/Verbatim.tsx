import type { ReactElement } from 'react'
import { GrowingText } from '../GrowingText'
import { CodeBlock } from '../leaves/CodeBlock'
import { Formula } from '../leaves/Formula'
import type { Block } from '../parser/block'

/** What holds no inline Markdown. */
export function Verbatim({ block }: { block: Extract<Block, { kind: 'code' | 'formula' | 'markup' }> }): ReactElement {
  if (block.kind === 'code') return <CodeBlock source={block.source} language={block.language} isOpen={block.isOpen} />
  if (block.kind === 'formula' && !block.isOpen) return <Formula source={block.source} isBlock />
  const text = block.source !== '' && <GrowingText text={block.source} />
  // Half a formula cannot be set: until it is closed, its source is shown.
  return block.kind === 'formula' ? (
    <code className="open-formula" dir="ltr">
      {text}
    </code>
  ) : (
    <p dir="auto">{text}</p>
  )
}
