import type { ReactElement } from 'react'

interface TokenPiecesProps {
  pieces: readonly { readonly text: string; readonly isMark: boolean }[]
  /** What it is of. */
  label: string
  role: 'region' | 'group'
  className?: string
}

/** What a model reads or writes, with the marks of its chat format in sight. */
export function TokenPieces({ pieces, label, role, className = '' }: TokenPiecesProps): ReactElement {
  return (
    <pre className={`prompt-text ${className}`} tabIndex={0} role={role} aria-label={label} dir="auto">
      {pieces.map(({ text, isMark }, place) =>
        isMark ? (
          <mark key={place} className="prompt-mark" dir="ltr">
            {text}
          </mark>
        ) : (
          <span key={place}>{text}</span>
        )
      )}
    </pre>
  )
}
