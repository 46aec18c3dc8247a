import { expect } from '@playwright/test'
import type { ModelFile } from '../../../src/shared/domain/model'
import type { Hearth } from '../hearth'
import { push } from '../push'
import { command, loadAgain, openChat, type Screen } from './steps'

const model: ModelFile = {
  id: 'folder:a-model-with-a-long-name.gguf',
  name: 'A model with a name as long as the names of models are',
  quantization: 'Q4_K_M',
  bytes: 4_000_000_000,
  isStarter: false
}
const unreadable = { kind: 'unavailable', error: { code: 'storage.unreadable' } } as const

async function newChat(hearth: Hearth): Promise<void> {
  await command(hearth, 'newChat')
  await expect(hearth.page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
}

/** What goes wrong, or takes its time. Main says it without its having happened, and the page is loaded again afterwards. */
export const troubleScreens: readonly Screen[] = [
  {
    name: 'no model',
    show: async (hearth) => {
      await newChat(hearth)
      await push(hearth, 'model.changed', { model: { kind: 'none' } })
      await expect(hearth.modelButton).toHaveAccessibleName('Model: none')
    }
  },
  {
    name: 'loading',
    show: async (hearth) => {
      await push(hearth, 'model.changed', { model: { kind: 'loading', model, progress: 0.46, isRecovery: false } })
      await expect(hearth.button('Cancel')).toBeVisible()
    }
  },
  {
    name: 'loading, no answer',
    show: async (hearth) => {
      await push(hearth, 'model.silent', { silence: { loading: 17, generating: null } })
      await expect(hearth.button('Start again')).toBeVisible()
    }
  },
  {
    name: 'model that could not be loaded',
    show: async (hearth) => {
      const error = { code: 'model.insufficientMemory', params: { file: `${model.name}.gguf` } } as const
      await push(hearth, 'model.changed', { model: { kind: 'failed', model, error } })
      await expect(hearth.page.getByText('There is not enough free memory')).toBeVisible()
    },
    leave: loadAgain
  },
  {
    name: 'notices',
    show: async (hearth) => {
      await openChat(hearth, 'A short question')
      await push(hearth, 'notice.shown', { notice: { id: '1', tone: 'info', content: { kind: 'recovered' } } })
      await push(hearth, 'notice.shown', {
        notice: { id: '2', tone: 'warning', content: { kind: 'chatsSetAside', file: 'conversations.damaged-2026-01-01.db' } }
      })
      await expect(hearth.button('Dismiss')).toHaveCount(2)
    }
  },
  {
    name: 'chats that can no longer be read',
    show: async (hearth) => {
      await push(hearth, 'storage.changed', { storage: unreadable })
      await expect(hearth.page.getByText('Your chats cannot be read.').first()).toBeVisible()
    },
    leave: loadAgain
  },
  {
    name: 'chats that cannot be read',
    show: async (hearth) => {
      await newChat(hearth)
      await push(hearth, 'storage.changed', { storage: unreadable })
      await expect(hearth.page.getByRole('heading', { level: 2, name: 'Your chats cannot be read.' })).toBeVisible()
    },
    leave: loadAgain
  }
]
