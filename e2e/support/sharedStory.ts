import { expect } from '@playwright/test'
import { rmSync } from 'node:fs'
import { writeScript, writeScriptedModel, type ScriptOptions } from '../../src/engine/scriptedModel/scriptedModel'
import { TURN_END } from '../../src/engine/scriptedModel/vocabulary'
import { defaultPreferences } from '../../src/shared/domain/windowPreferences'
import { freshFolder, Hearth } from './hearth'
import { addModel, starter } from './models'
import { loadTiny, writeSettings } from './preset'
import { test as base } from './story'

export interface SharedOptions {
  /** Scripted models on the real engine, the scripted engine of `npm run dev:fake`, or a real model: the starter, or the tiny one. */
  engine: 'scripted' | 'fake' | 'starter' | 'tiny'
}

type Script = string | readonly string[]

const DEFAULT_REPLY = ' A short answer.'
/** What the scripted engine’s models were trained for: their context can be raised. */
const LONG: ScriptOptions = { contextLength: 32_768 }
const SCRIPTED = { id: 'folder:scripted.gguf', name: 'scripted' }
const MODELS = { scripted: SCRIPTED, fake: SCRIPTED, starter, tiny: { id: 'folder:tiny.gguf', name: 'tiny' } }
const SIZE = { width: 1180, height: 800 }

/** The application of one worker, which many stories use one after the other. */
export class SharedApp {
  #hearth: Hearth | null = null
  #models = 0

  constructor(
    readonly engine: SharedOptions['engine'],
    readonly dataDir: string
  ) {}

  /** The application as after a first start: no conversation, no draft, no notice, the default model ready. Starts it where there is none. */
  async fresh(): Promise<Hearth> {
    const hearth = (this.#hearth ??= await this.#launch())
    await tidy(hearth, MODELS[this.engine])
    return hearth
  }

  /** A story that left problems, or an application that cannot be tidied, costs the next one a start. */
  async giveUp(): Promise<void> {
    const hearth = this.#hearth
    this.#hearth = null
    await hearth?.kill().catch(() => undefined)
  }

  async close(): Promise<void> {
    await this.#hearth?.close()
  }

  /** From now on the model replies to everything with these words: a text, or tokens that are all different. */
  async useScript(hearth: Hearth, script: Script, options?: ScriptOptions): Promise<void> {
    const name = `story-${++this.#models}`
    addModel(hearth.dataDir, `${name}.gguf`, (path) =>
      typeof script === 'string' ? writeScriptedModel(path, script, options) : writeScript(path, ended(script, options), options)
    )
    await useModel(hearth, { id: `folder:${name}.gguf`, name })
  }

  async #launch(): Promise<Hearth> {
    addModel(this.dataDir, 'scripted.gguf', (path) => writeScriptedModel(path, DEFAULT_REPLY, this.engine === 'fake' ? LONG : {}))
    if (this.engine === 'tiny') loadTiny(this.dataDir)
    else writeSettings(this.dataDir, { modelId: MODELS[this.engine].id })
    return Hearth.launch({ dataDir: this.dataDir, ...(this.engine === 'fake' && { env: { HEARTH_ENGINE: 'fake' } }) })
  }
}

const ended = (script: readonly string[], options?: ScriptOptions): readonly string[] =>
  options?.loopsTo === undefined ? [...script, TURN_END] : script

async function useModel(hearth: Hearth, { id, name }: { id: string; name: string }): Promise<void> {
  await hearth.call('model.load', { modelId: id })
  await expect(hearth.modelButton).toHaveAccessibleName(`Model: ${name}`)
  await hearth.waitUntilReady()
}

async function tidy(hearth: Hearth, model: { id: string; name: string }): Promise<void> {
  await hearth.page.evaluate(() => history.replaceState(null, '', '/index.html'))
  await hearth.page.reload()
  await hearth.call('conversation.leave', {})
  const running = async (): Promise<number> => {
    const { generations } = await hearth.call('app.start', {})
    for (const { generationId } of generations) await hearth.call('generation.stop', { generationId })
    return generations.length
  }
  await expect.poll(running, { message: 'generations of the story before' }).toBe(0)
  for (;;) {
    const { conversations } = (await hearth.call('app.start', {})).conversations
    if (conversations.length === 0) break
    for (const { id } of conversations) await hearth.call('conversation.delete', { conversationId: id })
  }
  await hearth.call('conversation.saveDraft', { conversationId: null, text: '' })
  await hearth.call('preferences.set', defaultPreferences)
  await hearth.call('conversation.choose', { conversationId: null, choice: null })
  const { notices, model: loaded } = await hearth.call('app.start', {})
  for (const { id } of notices) await hearth.call('app.dismissNotice', { id })
  if (loaded.kind === 'loading') await expect(hearth.modelButton).not.toContainText('Loading', { timeout: 20_000 })
  await hearth.app.evaluate(({ BrowserWindow, nativeTheme }, size) => {
    nativeTheme.themeSource = 'system'
    const [window] = BrowserWindow.getAllWindows()
    window?.webContents.setZoomLevel(0)
    window?.setContentSize(size.width, size.height)
    window?.show()
  }, SIZE)
  await useModel(hearth, model)
  await hearth.page.reload()
  await expect(hearth.composer).toBeFocused()
  await hearth.waitUntilReady()
  hearth.problems.length = 0
}

export interface SharedStory {
  /** The shared application, tidied up. */
  hearth: Hearth
  /** Has the model reply to everything with these words. */
  useScript: (script: Script, options?: ScriptOptions) => Promise<void>
}

/** A story in an application that other stories use too, each alone. */
export const test = base.extend<SharedStory, SharedOptions & { sharedApp: SharedApp }>({
  engine: ['scripted', { scope: 'worker', option: true }],
  sharedApp: [
    async ({ engine, display }, use) => {
      void display // it is there first
      const dataDir = freshFolder()
      const app = new SharedApp(engine, dataDir)
      await use(app)
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 }
  ],
  hearth: async ({ sharedApp }, use, testInfo) => {
    const hearth = await sharedApp.fresh().catch(async (thrown: unknown) => {
      console.warn(`Hearth could not be tidied and is started anew: ${String(thrown)}`)
      await sharedApp.giveUp()
      return sharedApp.fresh()
    })
    await use(hearth)
    if (testInfo.status !== testInfo.expectedStatus || hearth.problems.length > 0) await sharedApp.giveUp()
    expect(hearth.problems).toEqual([])
  },
  useScript: async ({ sharedApp, hearth }, use) => {
    await use((script, options) => sharedApp.useScript(hearth, script, options))
  }
})
