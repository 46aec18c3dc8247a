import { BrowserWindow, nativeTheme } from 'electron'
import type { Appearance } from '../../shared/domain/appearance'
import { pageLook, windowBackground, type PageLook } from '../../shared/domain/pageLook'
import type { EventListener } from '../core/eventHub'

interface FollowedAppearance {
  /** As chosen and as the system has it, now. */
  look: () => PageLook
  /** Learns of changed preferences. */
  listen: EventListener
}

/** Keeps what the system draws in the chosen theme: menus, dialogs, scroll bars, and the windows' backgrounds before and behind the page. */
export function followAppearance(chosen: () => Appearance): FollowedAppearance {
  const look = (): PageLook =>
    pageLook(chosen(), { isDark: nativeTheme.shouldUseDarkColors, hasMoreContrast: nativeTheme.shouldUseHighContrastColors })
  const repaint = (): void => {
    const background = windowBackground(look())
    for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(background)
  }
  nativeTheme.themeSource = chosen().theme
  nativeTheme.on('updated', repaint)
  const listen: EventListener = ({ name }) => {
    if (name !== 'preferences.changed') return
    const { theme } = chosen()
    // Setting it again would take back what another program, or a test, has set for the system.
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
    repaint()
  }
  return { look, listen }
}
