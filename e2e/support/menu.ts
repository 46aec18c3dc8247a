import type { Hearth } from './hearth'

/** Chooses an item, as a person or its shortcut does. */
export async function choose({ app }: Hearth, label: string): Promise<void> {
  await app.evaluate(({ Menu, BrowserWindow }, label) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => menu.submenu?.items ?? [])
    const item = items.find((each) => each.label === label)
    if (!item) throw new Error(`There is no item ${label}`)
    ;(item.click as (event: object, window: unknown) => void)({}, BrowserWindow.getAllWindows()[0])
  }, label)
}
