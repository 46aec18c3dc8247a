import { expect } from '@playwright/test'
import { test } from '../support/sharedStory'

const item = (day: string, what: string): string =>
  `1. **${day} day:**\n   - **Morning:** What is there to take along?\n     - **Light:** A coat that keeps the rain out of ${what}, and shoes that somebody has worn before, by the side of the road.\n     - **Heavy:** A pot, a stove, and water for ${what}, as long as there is no spring on the way to the place of rest.\n`

test('a reply that is written in a moment is followed to its end, and stays there when it has ended', async ({ hearth, useScript }) => {
  await useScript(`This is what to take along:\n\n${item('First', 'the tent')}\n${item('Second', 'the bag')}\n${item('Third', 'the pot')}`)
  // Several times: it is a matter of which frame the end of the reply falls into.
  for (let times = 0; times < 8; times++) {
    await hearth.writeInNewChat('What do I need for three days of walking?')
    await hearth.waitForText()
    await hearth.waitUntilReplied()
    await expect(hearth.replies.last()).toContainText('finished')
    const { overflow, distance } = await hearth.transcript.evaluate(
      (log) =>
        new Promise<{ overflow: number; distance: number }>((resolve) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              resolve({
                overflow: log.scrollHeight - log.clientHeight,
                distance: Math.round(log.scrollHeight - log.clientHeight - log.scrollTop)
              })
            )
          )
        )
    )
    expect(overflow).toBeGreaterThan(24)
    expect(distance).toBe(0)
    await expect(hearth.button('Jump to latest')).toHaveCount(0)
  }
})
