import { fireEvent, screen } from '@testing-library/react'
import type { GenerationChoice } from '../../../shared/domain/generationChoice'
import type { Preset } from '../../../shared/domain/presets'
import { defaultPreferences, type WindowPreferences } from '../../../shared/domain/windowPreferences'
import { doing, openWindow, type Stored, type TestWindow } from './openWindow'
import { aConversation, aQuestion, aReply, readyModel } from './samples'

export const letters: Preset = { id: 'letters', name: 'Letters', settings: { temperature: 0.4 }, systemPrompt: 'Write letters.' }
export const notes: Preset = { id: 'notes', name: 'Notes', settings: {}, systemPrompt: '' }

interface Chosen {
  preferences?: Partial<WindowPreferences>
  choice?: GenerationChoice
}

interface InspectorWindow extends TestWindow {
  chat: Stored
  /** What was chosen for the chat or the new one, in order. */
  chosen: () => (GenerationChoice | null)[]
  /** The presets that were saved, in order. */
  presets: () => (readonly Preset[] | undefined)[]
}

/** A chat with a model that recommends some settings, and the inspector open. */
export async function openInspector({ preferences = {}, choice }: Chosen = {}): Promise<InspectorWindow> {
  const conversation = aConversation('Letters')
  const question = aQuestion(conversation.id, 'Hello')
  const reply = aReply(question, 'Hi')
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
  const stored = { ...chat, conversation: { ...chat.conversation, ...(choice && { choice }) } }
  const model = { ...readyModel, recommended: { settings: { temperature: 0.3, topK: 20 }, systemMessage: 'Be kind.' } } as typeof readyModel
  let newChoice: GenerationChoice | null = null
  const opened = await openWindow([stored], { model, newChoice, preferences: { ...defaultPreferences, ...preferences } }, (bridge) =>
    bridge.answer('conversation.choose', ({ conversationId, choice: chosen }) => {
      if (conversationId === null) newChoice = chosen
      else bridge.emit('conversation.saved', { conversation: { ...chat.conversation, ...(chosen && { choice: chosen }) } })
      return null
    })
  )
  await opened.emit('app.command', { command: 'toggleInspector' })
  const chosen = (): (GenerationChoice | null)[] => opened.bridge.inputsOf('conversation.choose').map((input) => input.choice)
  const presets = (): (readonly Preset[] | undefined)[] => opened.bridge.inputsOf('preferences.set').map((input) => input.presets)
  return { ...opened, chat, chosen, presets }
}

export const field = (name: string): HTMLInputElement => screen.getByRole<HTMLInputElement>('spinbutton', { name })
export const slider = (name: string): HTMLInputElement => screen.getByRole<HTMLInputElement>('slider', { name })
export const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name })
export const click = (element: HTMLElement): Promise<void> => doing(() => fireEvent.click(element))
export const type = async (name: string, text: string): Promise<void> => {
  await doing(() => fireEvent.change(field(name), { target: { value: text } }))
  await doing(() => fireEvent.blur(field(name)))
}
export const press = (element: HTMLElement, key: string): Promise<void> => doing(() => fireEvent.keyDown(element, { key }))
export const pick = async (role: 'menuitem' | 'menuitemradio', name: string | RegExp): Promise<void> => {
  await click(button(/^Preset: /))
  await click(screen.getByRole(role, { name }))
}
