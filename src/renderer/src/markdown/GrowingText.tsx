import { memo, useLayoutEffect, useRef, useState, type ReactElement } from 'react'

/**
 * Text that may grow. What comes is added to the text that stands there: React would write all of it anew, and a selection in it would be
 * lost.
 */
export const GrowingText = memo(({ text }: { text: string }): ReactElement => {
  const [first] = useState(text)
  const element = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const node = element.current?.firstChild
    if (node instanceof Text) write(node, text)
  }, [text])
  return <span ref={element}>{first}</span>
})
GrowingText.displayName = 'GrowingText'

function write(node: Text, text: string): void {
  const { data } = node
  let same = Math.min(data.length, text.length)
  if (!text.startsWith(data)) for (same = 0; data.charAt(same) === text.charAt(same); same++);
  if (same < data.length) node.replaceData(same, data.length - same, text.slice(same))
  else if (same < text.length) node.appendData(text.slice(same))
}
