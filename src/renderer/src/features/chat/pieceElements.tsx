import { memo, type ReactElement } from 'react'
import { textPieces } from './textPieces'

/** The elements of a text that may grow: what stands there already does not render again. */
export const pieceElements = (text: string): ReactElement[] => textPieces(text).map((piece, place) => <Piece key={place} text={piece} />)

const Piece = memo(({ text }: { text: string }): ReactElement => <span>{text}</span>)
Piece.displayName = 'Piece'
