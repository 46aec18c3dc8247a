import type { ReactElement, ReactNode } from 'react'
import { Findable } from '../../state/settingsSearch'

interface FactRowProps {
  name: string
  /** Null: not yet known. */
  value?: string | null | undefined
  hint?: string
  /** A path is read from left to right in every language. */
  isPath?: boolean
  /** Words of what can be done with it, by which it is found too. */
  actions?: readonly string[]
  children?: ReactNode
}

/** Something that is so, and what can be done with it. */
export function FactRow({ name, value, hint, isPath = false, actions = [], children }: FactRowProps): ReactElement {
  return (
    <Findable texts={[name, hint, value ?? undefined, ...actions]}>
      <div className="setting">
        <h3 className="setting-name">{name}</h3>
        {value != null && (
          <p className="fact-value">
            <bdi dir={isPath ? 'ltr' : 'auto'}>{value}</bdi>
          </p>
        )}
        {hint !== undefined && <p className="setting-hint">{hint}</p>}
        {children !== undefined && <div className="fact-actions">{children}</div>}
      </div>
    </Findable>
  )
}
