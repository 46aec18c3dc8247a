import { Tooltip } from '@base-ui/react/tooltip'
import type { ComponentProps, ReactElement, ReactNode } from 'react'

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & {
  name: string
  tip?: string
  /** Its shortcut, as people read it. */
  keys?: string | undefined
  icon: ReactNode
}

/** A button that shows only an icon. Its name is read out, and shown when the pointer rests on it or the keyboard reaches it. */
export function IconButton({ name, tip, keys, icon, className = 'button ghost', ...rest }: IconButtonProps): ReactElement {
  return (
    // It lies over what stands beside the button: what is meant for that goes through.
    <Tooltip.Root disableHoverablePopup>
      <Tooltip.Trigger render={<button type="button" className={className} {...rest} />} aria-label={name}>
        {icon}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner className="tooltip-positioner" sideOffset={6}>
          <Tooltip.Popup className="tooltip">
            {tip ?? name}
            {keys !== undefined && <kbd className="tooltip-keys">{keys}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
