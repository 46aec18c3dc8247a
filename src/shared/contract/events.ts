import * as z from 'zod'
import { conversation } from '../domain/conversation'
import { generationPhase } from '../domain/generation'
import { conversationId, generationId, messageId } from '../domain/ids'
import { assistantMessage, message } from '../domain/message'
import { engineSilence } from '../domain/engineSilence'
import { modelFile, modelStatus } from '../domain/model'
import { modelListing } from '../domain/modelListing'
import { notice, storageStatus } from './notice'
import { commandId } from './shortcuts'
import { windowPreferences } from './windowPreferences'

/**
 * The stream of one generation. `sequence` grows by one with every event. A `delta` is text to append, never whole state; a `thought` the
 * same for what the model thinks, with the time that the whole thought has taken. `ended` comes exactly once, last, after the message is saved; its message replaces what the deltas built.
 */
const generationEvent = z.object({
  generationId,
  conversationId,
  messageId,
  sequence: z.number().int().min(1),
  event: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('phase'), phase: generationPhase }),
    z.object({ kind: z.literal('thought'), text: z.string(), ms: z.number().min(0) }),
    z.object({ kind: z.literal('delta'), text: z.string() }),
    z.object({ kind: z.literal('ended'), message: assistantMessage })
  ])
})
export type GenerationEvent = z.infer<typeof generationEvent>

/** Every event main may push to a window: name → payload. */
export const events = {
  'conversation.saved': z.object({ conversation }),
  'conversation.removed': z.object({ conversationId }),
  'message.saved': z.object({ message }),
  /** `text`: of a message that goes back into the composer without anybody having asked for it. */
  'message.removed': z.object({ conversationId, messageIds: z.array(messageId), text: z.string().optional() }),
  'generation.event': generationEvent,
  'model.changed': z.object({ model: modelStatus }),
  'model.listed': z.object({ models: z.array(modelFile), listing: modelListing }),
  /** An engine gives no answer, or gives one again. */
  'model.silent': z.object({ silence: engineSilence }),
  'storage.changed': z.object({ storage: storageStatus }),
  'preferences.changed': z.object({ preferences: windowPreferences }),
  'notice.shown': z.object({ notice }),
  'notice.withdrawn': z.object({ id: z.string() }),
  /** Hearth is being closed: the page saves what was typed last and then calls `app.readyToClose`. */
  'app.closing': z.object({}),
  /** Chosen in the native menu. */
  'app.command': z.object({ command: commandId })
} as const

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>
export type AppEvent = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName]
