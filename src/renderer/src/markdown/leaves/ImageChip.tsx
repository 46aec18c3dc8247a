import type { ReactElement } from 'react'

export function ImageChip({ alt, src }: { alt: string; src: string }): ReactElement {
  return (
    <span className="image-chip" title={src}>
      {alt}
    </span>
  )
}
