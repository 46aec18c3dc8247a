import type { ReactElement, ReactNode } from 'react'

export function MessageLink({ href, children }: { href: string; children: ReactNode }): ReactElement {
  return (
    <span className="message-link" title={href}>
      {children}
    </span>
  )
}
