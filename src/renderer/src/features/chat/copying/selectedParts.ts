import type { MessageId } from '../../../../../shared/domain/ids'
import type { Message } from '../../../../../shared/domain/message'
import { textOfMessage } from '../../../state/clipboardActions'
import type { CopiedPart } from './copyMessages'
import { copyOf } from './copyOf'
import { plainTextOf } from './plainText'
import { richTextOfElement, richTextOfMessages } from './renderedMessages'
import { plainAsRichText, richTextOf } from './richText'

const rowOfNode = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-message-id]') ?? null

/** The messages in which a selection begins and ends, in their order. Null where it is not in messages, or is empty. */
export function selectedMessages(selection: Selection | null, column: Element): readonly [MessageId, MessageId] | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const { startContainer, endContainer } = selection.getRangeAt(0)
  const [start, end] = [rowOfNode(startContainer), rowOfNode(endContainer)]
  if (!start || !end || !column.contains(start) || !column.contains(end)) return null
  return [start.dataset.messageId ?? '', end.dataset.messageId ?? '']
}

/**
 * What is selected of each message of a branch. Of the first and the last one a piece; those between them are taken whole, also where they
 * are not mounted.
 */
export function selectedParts(range: Range, column: Element, branch: readonly Message[]): CopiedPart[] {
  const places = [range.startContainer, range.endContainer].map((node) => {
    const id = rowOfNode(node)?.dataset.messageId
    return branch.findIndex((message) => message.id === id)
  })
  const [from = -1, to = -1] = places
  if (from < 0 || to < from) return []
  const parts = branch.slice(from, to + 1).map((message) => {
    const piece = pieceOf(range, column.querySelector(`[data-message-id="${message.id}"] .message-text`))
    return piece ? { role: message.role, text: textOf(piece, message.role === 'user'), html: richTextOfElement(piece) } : wholeOf(message)
  })
  return parts.filter(({ text }) => text.trim() !== '')
}

/**
 * What is selected inside one message, without the page's colours. Of a reply it is what is selected of its answer, or else of what the model
 * thought; code alone is its source.
 */
export function selectedPiece(range: Range): { text: string; html?: string } {
  const row = rowOfNode(range.commonAncestorContainer)
  const answer = pieceOf(range, row?.querySelector('.message-text') ?? null)
  const piece = answer?.textContent ? answer : wholePiece(range)
  const isOfPerson = row?.matches('.user') === true
  const text = textOf(piece, isOfPerson)
  const { commonAncestorContainer: at } = range
  const around = at instanceof Element ? at : at.parentElement
  if (around?.closest('pre')) return { text }
  const isAsWritten = isOfPerson || around?.closest('.plain')
  return { text, html: isAsWritten ? plainAsRichText(piece.textContent ?? '') : richTextOf(piece) }
}

/** What a person wrote is laid out in blocks where it is long, and a block does not end a line. */
const textOf = (piece: Element, isOfPerson: boolean): string => (isOfPerson ? (piece.textContent ?? '') : plainTextOf(piece))

function wholePiece(range: Range): Element {
  const piece = document.createElement('div')
  piece.append(copyOf(range))
  return piece
}

const wholeOf = (message: Message): CopiedPart => {
  const [html = ''] = richTextOfMessages([message], textOfMessage)
  return { role: message.role, text: textOfMessage(message), html }
}

/** A copy of what a range has of the text of a message. */
function pieceOf(range: Range, text: Element | null): Element | null {
  if (!text) return null
  const own = document.createRange()
  own.selectNodeContents(text)
  const piece = document.createElement('div')
  if (!range.intersectsNode(text)) return piece
  if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset)
  if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset)
  piece.append(copyOf(own))
  return piece
}
