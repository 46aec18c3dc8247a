import { expect, type Locator } from '@playwright/test'
import { once } from 'node:events'
import { writeScriptedModel } from '../../src/engine/scriptedModel/scriptedModel'
import { languageDirection, testLanguages, type TestLanguage } from '../../src/shared/i18n/language'
import { chooseLanguage, t } from '../../src/shared/i18n/translate'
import { formatted } from '../screenshots/formatted'
import { expectFromCatalogue, expectToFit } from '../support/languageChecks'
import { ARABIC, composer, isReady, languageScreens, openChat, WELL_KNOWN } from '../support/languageScreens'
import type { Hearth } from '../support/hearth'
import { addModel } from '../support/models'
import { minute, saveChats, type SavedChat } from '../support/preset'
import { startPlainly } from '../support/plainStart'
import { test, type Story } from '../support/story'

const arabic: SavedChat = {
  title: ARABIC,
  ago: 60 * minute,
  messages: [
    'A line in English that is longer than both others\nما هي أفضل رواية؟\nIn English',
    {
      text: 'أفضل رواية هي **«موسم الهجرة إلى الشمال»** للطيب صالح (1966).\n\n- نقطة أولى مع `npm run build`\n- second point\n\n> اقتباس قصير.\n\n```ts\nconst a = 1\n```\n\n| الاسم | year |\n|---|---|\n| قيمة | 1966 |\n\nAn English paragraph.',
      status: { kind: 'stopped' }
    }
  ]
}

test.afterEach(() => chooseLanguage('en'))

async function start({ dataDir, launch }: Story, tag: TestLanguage): Promise<Hearth> {
  chooseLanguage(tag)
  addModel(dataDir, 'huge.gguf', (path) => writeScriptedModel(path, ' Hello.'))
  addModel(dataDir, 'scripted.gguf', (path) => writeScriptedModel(path, ' Hello.'))
  await saveChats(dataDir, [{ ...formatted, title: WELL_KNOWN }, arabic])
  const hearth = await launch({ env: { HEARTH_ENGINE: 'fake', HEARTH_TEST_LANGUAGE: tag } })
  await isReady(hearth)
  return hearth
}

async function resize({ app, page }: Hearth, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
    width,
    height
  })
  await page.waitForFunction((wanted) => Math.abs(innerWidth - wanted) < 2, width)
}

/** Where things begin, from the side at which lines begin. */
const inlineStart = (place: Locator): Promise<number> =>
  place.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect()
    return document.documentElement.dir === 'rtl' ? innerWidth - right : left
  })

for (const tag of testLanguages) {
  for (const [width, height] of [
    [1180, 800],
    [480, 700]
  ] as const) {
    test(`${tag}, ${width} px wide: every screen has room for its words, and all of them are of the catalogue`, async ({
      dataDir,
      launch
    }) => {
      const hearth = await start({ dataDir, launch }, tag)
      await resize(hearth, width, height)
      for (const screen of languageScreens(width)) {
        await test.step(screen.name, async () => {
          await screen.show(hearth)
          await expectToFit(hearth.page, screen.name)
          if (tag === 'en-XA') await expectFromCatalogue(hearth.page, screen.name)
          await screen.leave?.(hearth)
        })
      }
    })
  }

  test(`${tag}: the first frame has its direction, the native menu and dialogs its words`, async ({ dataDir, launch }) => {
    const hearth = await start({ dataDir, launch }, tag)
    const first = await hearth.page.evaluate(async () => (await fetch('/index.html')).text())
    expect(first).toContain(`<html lang="${tag}" dir="${languageDirection()}" `)
    const labels = await hearth.app.evaluate(({ Menu }) => {
      const labelsOf = (menu: Electron.Menu | null | undefined): string[] =>
        (menu?.items ?? []).flatMap(({ type, label, submenu }) => [...(type === 'separator' ? [] : [label]), ...labelsOf(submenu)])
      return labelsOf(Menu.getApplicationMenu())
    })
    expect(labels).toEqual(expect.arrayContaining([t('menu.edit'), t('menu.selectAll'), t('commands.newChat'), t('menu.window')]))
    const own = tag === 'en-XA' ? /^⟦.*⟧$/ : /^[\p{Script=Arabic}\P{L}]+$/u
    expect(labels.map((label) => label.replace(/\u2068.*?\u2069/g, '')).filter((label) => !own.test(label))).toEqual([])

    await hearth.app.evaluate(({ dialog }) => {
      Object.assign(dialog, {
        showMessageBox: (_window: unknown, asked: object) => {
          Object.assign(globalThis, { asked })
          return Promise.resolve({ response: 1 })
        }
      })
    })
    await openChat(hearth, 1, WELL_KNOWN)
    await hearth.page.getByRole('link', { name: /this guide/ }).click()
    const asked = () => hearth.app.evaluate(() => (globalThis as { asked?: object }).asked)
    await expect.poll(asked).toMatchObject({
      message: t('link.confirm.web', { host: 'example.com' }),
      buttons: [t('link.confirm.open'), t('link.confirm.cancel')]
    })

    const second = startPlainly(dataDir, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, HEARTH_TEST_LANGUAGE: tag } })
    const [said] = (await once(second.stdout ?? second, 'data')) as [Buffer]
    expect(String(said)).toBe(`${t('app.alreadyRunning')}\n`)
    await once(second, 'exit')
  })
}

test('ar-XB: the window is mirrored, and code, formulas and addresses in it are not', async ({ dataDir, launch }) => {
  const hearth = await start({ dataDir, launch }, 'ar-XB')
  const { page } = hearth
  await openChat(hearth, 1, WELL_KNOWN)
  await expect(composer(hearth), 'while it is empty').toHaveCSS('direction', 'rtl')
  await composer(hearth).fill('Something')
  await expect(composer(hearth)).toHaveCSS('direction', 'ltr')
  expect(await inlineStart(page.locator('.sidebar')), 'the list at the right edge').toBe(0)
  expect(await inlineStart(page.getByRole('button', { name: t('composer.send') })), 'Send after what is written').toBeGreaterThan(
    (await inlineStart(composer(hearth))) + 200
  )
  for (const icon of await page.locator('.icon.mirrored').all()) {
    expect(await icon.evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a)).toBe(-1)
  }
  for (const place of ['.code-block', '.message-text code', '.katex']) {
    await expect(page.locator(place).first()).toHaveCSS('direction', 'ltr')
  }
  await page.keyboard.press('ControlOrMeta+Comma')
  const radios = page.getByRole('radio')
  await radios.first().focus()
  await page.keyboard.press('ArrowLeft')
  await expect(radios.nth(1), 'left is forwards').toBeFocused()
})

for (const tag of [null, 'ar-XB'] as const) {
  test(`a reply in Arabic reads right in a window in ${tag ?? 'English'}`, async ({ dataDir, launch }) => {
    await saveChats(dataDir, [arabic])
    const hearth = await launch({ env: { HEARTH_ENGINE: 'fake', ...(tag !== null && { HEARTH_TEST_LANGUAGE: tag }) } })
    await isReady(hearth)
    await openChat(hearth, 1, ARABIC)
    const text = hearth.page.locator('.message-text').last()
    const directions = await text
      .locator('p, li, blockquote, td, th, code')
      .evaluateAll((blocks) =>
        blocks.map(
          (block) => `${block.tagName.toLowerCase()} ${getComputedStyle(block).direction} ${block.textContent?.slice(0, 7).trim()}`
        )
      )
    expect(directions).toEqual([
      'p rtl أفضل رو',
      'li rtl نقطة أو',
      'p rtl نقطة أو',
      'code ltr npm run',
      'li ltr second',
      'p ltr second',
      'blockquote rtl اقتباس',
      'p rtl اقتباس',
      'code ltr const a',
      'th rtl الاسم',
      'th ltr year',
      'td rtl قيمة',
      'td ltr 1966',
      'p ltr An Engl'
    ])

    const [box, ...lines] = await hearth.page.locator('.bubble .message-text').evaluate((element) => {
      const node = element.firstChild as Text
      const edges = ({ left, right }: DOMRect): { left: number; right: number } => ({ left, right })
      let from = 0
      const lines = node.data.split('\n').map((line) => {
        const range = document.createRange()
        range.setStart(node, from)
        range.setEnd(node, (from += line.length))
        from += 1
        return edges(range.getBoundingClientRect())
      })
      return [edges(element.getBoundingClientRect()), ...lines]
    })
    expect(
      lines.map(({ left, right }) => [Math.round(left - (box?.left ?? 0)) === 0, Math.round((box?.right ?? 0) - right) === 0])
    ).toEqual([
      [true, true],
      [false, true],
      [true, false]
    ])
  })
}
