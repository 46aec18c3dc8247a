import type { ReactElement } from 'react'

export function Formula({ source, isBlock }: { source: string; isBlock: boolean }): ReactElement {
  return (
    <code className={isBlock ? 'formula block' : 'formula'} dir="ltr">
      {source}
    </code>
  )
}
