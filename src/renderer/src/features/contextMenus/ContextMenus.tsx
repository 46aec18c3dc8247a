import { Menu } from '@base-ui/react/menu'
import { useEffect, useState, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { itemsOf, type MenuTarget } from './menuItems'
import { targetOf } from './menuTarget'

interface Shown {
  readonly target: MenuTarget
  /** Where it was asked for. */
  readonly anchor: { getBoundingClientRect: () => DOMRect }
}

/**
 * The context menus of messages and of chats in the list. One for all of them: a row of the transcript costs nothing for having one. What can be
 * written in has the system's menu (shell/contextMenu.ts), and so has selected text elsewhere.
 */
export function ContextMenus(): ReactElement {
  const [shown, setShown] = useState<Shown | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    const onContextMenu = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? targetOf(event.target) : null
      if (target === null || itemsOf(target).length === 0) return
      event.preventDefault()
      const { clientX, clientY } = event
      setShown({ target, anchor: { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) } })
      setIsOpen(true)
    }
    document.addEventListener('contextmenu', onContextMenu)
    return () => document.removeEventListener('contextmenu', onContextMenu)
  }, [])
  return (
    <Menu.Root open={isOpen} onOpenChange={setIsOpen}>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" anchor={shown?.anchor} align="start" side="bottom" collisionPadding={8}>
          <Menu.Popup className="menu context" data-layer="" aria-label={nameOf(shown)}>
            {shown &&
              itemsOf(shown.target).map(({ key, name, run }) => (
                <Menu.Item key={key} className="menu-item" onClick={run}>
                  {name}
                </Menu.Item>
              ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

const nameOf = (shown: Shown | null): string => (shown?.target.kind === 'chat' ? t('contextMenu.chat') : t('contextMenu.message'))
