import type { Hearth } from './hearth'
import { chatScreens } from './screens/chatScreens'
import { layerScreens } from './screens/layerScreens'
import { command, type Screen } from './screens/steps'
import { troubleScreens } from './screens/troubleScreens'

/** Every page, dialog, menu and message of the window. What is made must be added here: every walk over the screens then looks at it. */
const screens: readonly Screen[] = [...chatScreens, ...layerScreens, ...troubleScreens]

/** The chats that the screens need, in the application of stories with the scripted engine. */
export async function prepareScreens(hearth: Hearth): Promise<void> {
  for (const text of ['/formatted', '/think 30', '/empty', 'A short question']) {
    await command(hearth, 'newChat')
    await hearth.ask(text)
  }
  await hearth.button('Try again').last().click()
  await hearth.waitUntilReplied()
}

/** Shows every screen of such a window, one after the other, and has each looked at. */
export async function walkScreens(hearth: Hearth, width: 'wide' | 'narrow', look: (screen: Screen) => Promise<void>): Promise<void> {
  for (const screen of screens) {
    if (screen.only !== undefined && screen.only !== width) continue
    try {
      await screen.show(hearth)
      await look(screen)
      await screen.leave?.(hearth)
    } catch (thrown) {
      throw new Error(`${screen.name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown })
    }
  }
}
