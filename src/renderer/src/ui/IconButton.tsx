import { Tooltip } from '@base-ui/react/tooltip'
import { useState, type ComponentProps, type ReactElement, type ReactNode } from 'react'

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & {
  name: string
  tip?: string
  /** Its shortcut, as people read it. */
  keys?: string | undefined
  icon: ReactNode
  /** Where its name is shown; in a column of buttons beside it, not over the next one. */
  tipSide?: 'top' | 'inline-start' | 'inline-end'
}

/**
 * A button that shows only an icon. Its name is read out, and shown when the pointer rests on it or the keyboard reaches it. What is shown stays
 * while the pointer is on it, so that it can be read magnified, and goes with Esc or a press on it.
 */
export function IconButton({ name, tip, keys, icon, tipSide = 'top', className = 'button ghost', ...rest }: IconButtonProps): ReactElement {
  const [isTipShown, setIsTipShown] = useState(false)
  return (
    <Tooltip.Root open={isTipShown} onOpenChange={setIsTipShown}>
      <Tooltip.Trigger render={<button type="button" className={className} {...rest} />} aria-label={name}>
        {icon}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner className="tooltip-positioner" side={tipSide} sideOffset={6}>
          <Tooltip.Popup className="tooltip" onPointerDown={() => setIsTipShown(false)}>
            {tip ?? name}
            {keys !== undefined && <kbd className="tooltip-keys">{keys}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
