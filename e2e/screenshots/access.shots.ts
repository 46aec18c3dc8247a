import { prepareScreens, walkScreens } from '../support/screens'
import { resize } from '../support/screens/steps'
import { test } from '../support/story'
import { fake, picture, withoutPointer } from './studio'
import { join } from 'node:path'
import { root } from '../support/hearth'

for (const [look, width, preferences, forced] of [
  ['narrow', 480, {}, false],
  ['narrow-200', 480, { textSize: 200 }, false],
  ['wide-200', 1180, { textSize: 200 }, false],
  ['forced', 1180, {}, true],
  ['narrow-dark', 480, { theme: 'dark' }, false]
] as const) {
  test(`every screen, ${look}`, async ({ launch }) => {
    const hearth = await launch({ env: fake })
    await withoutPointer(hearth)
    await hearth.waitUntilReady()
    await prepareScreens(hearth)
    await resize(hearth, width, 760)
    await hearth.call('preferences.set', preferences)
    if (forced) await hearth.page.emulateMedia({ forcedColors: 'active' })
    await walkScreens(hearth, look === 'forced' ? 'wide' : 'narrow', ({ name }) =>
      picture(hearth, join(root, 'screenshots', `screen-${look}`, `${name.replace(/[^a-z0-9]+/gi, '-')}.png`))
    )
    await hearth.page.emulateMedia({ forcedColors: null })
  })
}
