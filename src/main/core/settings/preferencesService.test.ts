import { describe, expect, it } from 'vitest'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { defaultPreferences } from '../../../shared/domain/windowPreferences'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { setUpCore } from '../testing/setUpCore'

const setUp = () => setUpCore({ store: memoryConversationStore(), engine: () => new FakeEngine() })

describe('preferences', () => {
  it('are saved, then told to every window, whole', async () => {
    const { call, events, settings } = setUp()
    await call('preferences.set', { theme: 'dark', textSize: 150 })
    expect(settings.values).toMatchObject({ theme: 'dark', textSize: 150, modelId: null })
    const preferences = { ...defaultPreferences, theme: 'dark', textSize: 150 }
    expect(events.payloads('preferences.changed')).toEqual([{ preferences }])
    expect((await call('app.start', {})).preferences).toEqual(preferences)
  })

  it('leave everything else as it is, also a field that is named without a value', async () => {
    const { call, settings } = setUp()
    await call('preferences.set', { accent: 'moss', enterSends: false })
    await call('preferences.set', { accent: undefined, density: 'compact' })
    expect(settings.values).toMatchObject({ accent: 'moss', enterSends: false, density: 'compact' })
  })

  it.each([{ theme: 'sepia' }, { textSize: 101 }, { textSize: '100' }, { enterSends: 'yes' }, { accent: null }])(
    'refuse %j, and what is right beside it',
    async (wrong) => {
      const { refusal, settings, events } = setUp()
      expect(await refusal('preferences.set', { readingWidth: 'wide', ...(wrong as object) })).toEqual({ code: 'request.invalid' })
      expect(settings.values.readingWidth).toBe('medium')
      expect(events.payloads('preferences.changed')).toEqual([])
    }
  )

  it('cannot be used to change what the window does not choose', async () => {
    const { call, settings } = setUp()
    await call('preferences.set', { theme: 'light', modelId: 'folder:x.gguf' } as { theme: 'light' })
    expect(settings.values).toMatchObject({ theme: 'light', modelId: null })
  })

  it('stay as they were where they cannot be saved, and no window hears of them', async () => {
    const { refusal, settings, events } = setUp()
    settings.isReadOnly = true
    expect(await refusal('preferences.set', { theme: 'dark' })).toEqual({ code: 'storage.writeFailed' })
    expect(settings.values.theme).toBe('system')
    expect(events.payloads('preferences.changed')).toEqual([])
  })
})
