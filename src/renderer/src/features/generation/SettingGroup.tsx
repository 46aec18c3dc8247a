import { useId, type ReactElement, type ReactNode } from 'react'
import { FoundGroup } from '../../state/settingsSearch'

/** Settings under one title. */
export function SettingGroup({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const id = useId()
  return (
    <FoundGroup className="setting-group" titleId={id}>
      <h3 id={id} className="setting-group-title">
        {title}
      </h3>
      {children}
    </FoundGroup>
  )
}
