import { Children, cloneElement, isValidElement, type ReactElement, type ReactNode } from 'react'
import { GrowingText } from '../GrowingText'

/** Characters without a picture that change the order in which others are shown. */
const CONTROLS = /([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/

/**
 * The same text, in which such characters can be seen and change nothing outside themselves. They stay in the text: what is selected and
 * copied is what was written.
 */
export function withVisibleControls(text: string): ReactNode {
  if (!CONTROLS.test(text)) return text
  return text.split(CONTROLS).map((part, place) => (place % 2 === 1 ? <Control key={place} character={part} /> : part))
}

/** The same for texts inside of elements. */
export function withVisibleControlsInside(node: ReactNode): ReactNode {
  if (typeof node === 'string') return withVisibleControls(node)
  if (Array.isArray(node)) return Children.map(node as ReactNode[], withVisibleControlsInside)
  if (isGrowingText(node)) return CONTROLS.test(node.props.text) ? withVisibleControls(node.props.text) : node
  if (!isValidElement<{ children?: ReactNode }>(node) || node.props.children === undefined) return node
  return cloneElement(node, undefined, withVisibleControlsInside(node.props.children))
}

const isGrowingText = (node: ReactNode): node is ReactElement<{ text: string }> => isValidElement(node) && node.type === GrowingText

/** What a person reads of it, elements aside. */
export function textOf(node: ReactNode): string {
  if (typeof node === 'string') return node
  if (Array.isArray(node)) return (node as ReactNode[]).map(textOf).join('')
  if (isGrowingText(node)) return node.props.text
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : ''
}

function Control({ character }: { character: string }): ReactElement {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return (
    <bdi className="bidi-control" data-code={code}>
      {character}
    </bdi>
  )
}
