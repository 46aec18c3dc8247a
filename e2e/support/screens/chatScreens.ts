import { expect } from '@playwright/test'
import type { Hearth } from '../hearth'
import { command, openChat, type Screen } from './steps'

async function newChat(hearth: Hearth): Promise<void> {
  await command(hearth, 'newChat')
  await expect(hearth.page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
}

/** Stops what is written in the newest chat, the open one, and takes the chat away: the list stays as it was. */
async function stopAndDelete(hearth: Hearth): Promise<void> {
  const { conversations, generations } = await hearth.call('app.start', {})
  for (const { generationId } of generations) await hearth.call('generation.stop', { generationId })
  await hearth.call('conversation.delete', { conversationId: conversations.conversations[0]?.id ?? '' })
  await expect(hearth.page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
  await hearth.composer.fill('')
}

async function stream(hearth: Hearth, text = '/long 8000'): Promise<void> {
  await newChat(hearth)
  await hearth.write(text)
}

const scrollTo = ({ transcript }: Hearth, place: 'start' | 'end'): Promise<void> =>
  transcript.evaluate((log, place) => log.scrollTo(0, place === 'start' ? 0 : log.scrollHeight), place)

/** The first page, and chats in every state of their last reply. */
export const chatScreens: readonly Screen[] = [
  { name: 'first page', show: newChat },
  {
    name: 'first page, something is written',
    show: async (hearth) => {
      await newChat(hearth)
      await hearth.composer.fill('Something that is\nwritten in two lines')
    },
    leave: ({ composer }) => composer.fill('')
  },
  {
    name: 'formatted reply, its beginning',
    show: async (hearth) => {
      await openChat(hearth, '/formatted')
      await expect(hearth.page.locator('.katex').first()).toBeVisible()
      await scrollTo(hearth, 'start')
      await expect(hearth.button('Jump to latest')).toBeVisible()
    }
  },
  {
    name: 'formatted reply, its end',
    show: async (hearth) => {
      await scrollTo(hearth, 'end')
      await expect(hearth.button('Jump to latest')).toHaveCount(0)
    }
  },
  { name: 'thought, closed', show: (hearth) => openChat(hearth, '/think 30') },
  {
    name: 'thought, open',
    show: async (hearth) => {
      await hearth.thoughtButton().click()
      await expect(hearth.thought).toBeVisible()
    }
  },
  { name: 'reply without a word', show: (hearth) => openChat(hearth, '/empty') },
  {
    name: 'reply in two variants, its author opened',
    show: async (hearth) => {
      await openChat(hearth, 'A short question')
      await hearth.button(/^Written by/).focus()
      await hearth.page.keyboard.press('Enter')
      await expect(hearth.page.locator('.reply-parts')).toBeVisible()
    }
  },
  {
    name: 'long message, folded',
    show: async (hearth) => {
      await newChat(hearth)
      await hearth.write('A line of a long message\n'.repeat(40))
      await expect(hearth.button('Show all of it')).toBeVisible()
      await hearth.waitUntilReplied()
    },
    leave: stopAndDelete
  },
  {
    name: 'reply that repeats itself',
    show: async (hearth) => {
      await stream(hearth, '/loop')
      await expect(hearth.replies).toContainText('repeats itself')
    },
    leave: stopAndDelete
  },
  {
    name: 'reply that failed',
    show: async (hearth) => {
      await stream(hearth, '/fail')
      await expect(hearth.page.getByRole('alert').filter({ hasText: 'could not go on' })).not.toHaveCount(0)
    },
    leave: stopAndDelete
  },
  {
    name: 'reply for which the context is full',
    show: async (hearth) => {
      await stream(hearth, '/full')
      await expect(hearth.replies).toContainText('context full')
      await expect(hearth.button('Raise the context')).toBeVisible()
    },
    leave: stopAndDelete
  },
  {
    name: 'reply with all that it was made with',
    show: async (hearth) => {
      await newChat(hearth)
      const settings = { showSpecialTokens: true }
      const choice = { presetId: 'creative', settings, systemPrompt: 'You are a patient baker. Answer in short sentences.' }
      await hearth.call('conversation.choose', { conversationId: null, choice })
      await hearth.ask('Hello')
      await hearth.replies
        .last()
        .getByRole('button', { name: /^Written by/ })
        .click()
      await hearth.button('System prompt').click()
      await expect(hearth.page.getByRole('group', { name: 'System prompt' })).toBeVisible()
      await expect(hearth.page.getByRole('group', { name: 'As the model wrote it' })).toBeVisible()
    },
    leave: stopAndDelete
  },
  {
    name: 'message that is refused',
    show: async (hearth) => {
      await newChat(hearth)
      await hearth.write('word '.repeat(9_000)) // more than the model can read
      await expect(hearth.page.locator('.composer-refusal')).toBeVisible()
    },
    leave: ({ composer }) => composer.fill('')
  },
  {
    name: 'reading',
    show: async (hearth) => {
      await stream(hearth, '/slow-read')
      await expect(hearth.page.getByText(/Reading [1-9]/)).toBeVisible()
    },
    leave: stopAndDelete
  },
  {
    name: 'thinking, opened',
    show: async (hearth) => {
      await stream(hearth, '/think 2000')
      await expect(hearth.thoughtButton()).toHaveText(/Thinking… \d+ tokens/)
      await hearth.thoughtButton().click()
      await expect(hearth.thought).toBeVisible()
    },
    leave: stopAndDelete
  },
  {
    name: 'streaming',
    show: async (hearth) => {
      await stream(hearth)
      await hearth.waitForText()
    }
  },
  {
    name: 'streaming, two messages wait',
    show: async (hearth) => {
      await hearth.write(
        'The first that waits, in more words than one line of a narrow window has room for, so that it is cut to two lines'
      )
      await hearth.write('The second')
      await expect(hearth.waiting).toHaveCount(2)
      await hearth.composer.fill('And a third is being written')
    }
  },
  {
    name: 'streaming, a message that waits is changed',
    show: async (hearth) => {
      await hearth.waiting.first().getByRole('button', { name: 'Edit' }).click()
      await expect(hearth.page.getByRole('textbox', { name: 'Edit text' })).toBeFocused()
    },
    leave: async (hearth) => {
      await hearth.button('Cancel').click()
      for (let left = await hearth.waiting.count(); left > 0; left--) {
        await hearth.waiting.last().getByRole('button', { name: 'Remove' }).click()
        await expect(hearth.waiting).toHaveCount(left - 1)
      }
      await hearth.composer.fill('')
    }
  },
  {
    name: 'stopped',
    show: async (hearth) => {
      await hearth.stop()
      await expect(hearth.button('Continue')).toBeVisible()
    },
    leave: stopAndDelete
  }
]
