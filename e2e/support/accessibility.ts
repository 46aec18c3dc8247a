import { expect, type Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Holds what is on the screen against axe-core's rules, or some of them: nothing serious or critical may be wrong with it. */
export async function expectAccessible(page: Page, state: string, rules?: readonly string[]): Promise<void> {
  // The tests' own way in: the page itself could not run it.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${source}; undefined`)
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${options})`)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const findings = serious.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !(id === 'label-content-name-mismatch' && isModelButton(html)))
      .map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`)
  )
  expect.soft(findings, state).toEqual([])
}

// Its label, the model's name, is in its accessible name. The rule also counts the tags behind it, which say how the model is doing and
// are the button's description.
const isModelButton = (html: string): boolean => html.includes('model-button')
