import { expect } from '@playwright/test'
import { resize } from '../support/screens/steps'
import { accessibilityTree, listMarkers, partOf } from '../support/axTree'
import { expectAccessible } from '../support/accessibility'
import { test } from '../support/sharedStory'
import type { Hearth } from '../support/hearth'

/** Where the columns of the last table begin and end, of its header and of every row. Each once. */
const edges = (hearth: Hearth): Promise<string[]> =>
  hearth.replies.last().evaluate((reply) => {
    const rows = [...reply.querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => {
        const { left, right } = cell.getBoundingClientRect()
        return `${Math.round(left)} to ${Math.round(right)}`
      })
    )
    return [...new Set(rows.map((cells) => cells.join(', ')))]
  })

test('the columns of a long table stand where its first rows had them, and it says the same to a screen reader', async ({ hearth }) => {
  const rowsIn = async (): Promise<string[]> => {
    const reply = partOf(await accessibilityTree(hearth.page), 'log').join('\n')
    return (
      reply
        .slice(reply.lastIndexOf('table'))
        .match(/^ *(row|columnheader|cell)\b.*$/gm)
        ?.map((line) => line.trim()) ?? []
    )
  }
  await hearth.ask('/table 95')
  const [ofShort, ...others] = await edges(hearth)
  expect(others, 'all rows of a table have the same columns').toEqual([])
  const toldOfShort = await rowsIn()
  expect(toldOfShort).toHaveLength(96 * 4)

  await hearth.ask('/table 130')
  const table = hearth.replies.last().getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(131)
  await expect(table.getByRole('columnheader')).toHaveText(['tree', 'height', 'grows'])
  await expect(table.getByRole('row').last().getByRole('cell')).toHaveText(['Oak 129', '9 m', 'slowly'])
  expect(await edges(hearth)).toEqual([ofShort])
  expect((await rowsIn()).slice(0, 96 * 4)).toEqual(toldOfShort)
  expect(await rowsIn()).toHaveLength(131 * 4)
  await expectAccessible(hearth.page, 'a long table')
})

test('a long table keeps its columns in a narrow window and with large text, and no word in it is broken', async ({ hearth }) => {
  await hearth.ask('/table 130')
  for (const [width, textSize] of [
    [1180, 200],
    [480, 200],
    [480, 100]
  ] as const) {
    await resize(hearth, width, 760)
    await hearth.call('preferences.set', { textSize })
    await expect(hearth.page.locator('html')).toHaveCSS('font-size', `${(16 * textSize) / 100}px`)
    expect(await edges(hearth)).toHaveLength(1)
    const lines = await hearth.replies.last().evaluate((reply) =>
      [...reply.querySelectorAll('td:last-child')].map((cell) => {
        const range = document.createRange()
        range.selectNodeContents(cell)
        return new Set([...range.getClientRects()].map(({ top }) => top)).size
      })
    )
    expect([...new Set(lines)], '“slowly” stands on one line').toEqual([1])
  }
})

test('a long list is one list for a screen reader, and its numbers go on', async ({ hearth }) => {
  await hearth.ask('/list 130')
  const list = hearth.replies.last().getByRole('list')
  await expect(list).toHaveCount(1)
  await expect(list.getByRole('listitem')).toHaveCount(130)
  const last = list.getByRole('listitem').last()
  await expect(last).toHaveText('Oak 129')
  const told = partOf(partOf(await accessibilityTree(hearth.page), 'log'), 'list')
  expect(told).toEqual(['list', ...Array.from({ length: 130 }, () => ['  listitem [level=1]', '    paragraph']).flat()])
  expect(await listMarkers(hearth.page)).toEqual(Array.from({ length: 130 }, (_, item) => `${item + 1}.`))
  await expectAccessible(hearth.page, 'a long list')
})
