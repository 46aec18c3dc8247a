import * as z from 'zod'
import { aboutHearth, hearthFolder } from '../domain/aboutHearth'
import { contextSizes } from '../domain/contextSizes'
import { contextLedger } from '../domain/contextLedger'
import { conversation } from '../domain/conversation'
import { generationState } from '../domain/generation'
import { packageLicence } from '../domain/licences'
import { generationChoice } from '../domain/generationChoice'
import { templateName, templateText } from '../domain/generationSettings'
import { conversationId, generationId, messageId, modelId } from '../domain/ids'
import { assistantMessage, message, userMessage } from '../domain/message'
import { textId } from '../domain/keptText'
import { LONGEST_ADDRESS } from '../domain/linkAddress'
import { engineSilence, engineWork } from '../domain/engineSilence'
import { modelFile, modelStatus } from '../domain/model'
import { modelListing } from '../domain/modelListing'
import { readingPlace } from '../domain/readingPlace'
import { samplingSettings } from '../domain/samplingSettings'
import { notice, storageStatus } from './notice'
import { keyLayout } from './shortcuts'
import { chosenTokens } from './storedContextSizes'
import { PRESET_LIMITS } from '../domain/presets'
import { presets } from './presets'
import { writtenPieces } from '../domain/writtenPieces'
import { windowPreferences } from './windowPreferences'

/** 1 MB of UTF-16 at most: longer texts are refused before they cross into main. */
const text = z.string().max(1_000_000)
/** A whole conversation may be copied, with every mark of its rich text. */
const copied = z.string().max(100_000_000)
const nothing = z.object({})
const done = z.null()

/** A place in the list: `updatedAt` and id of the last conversation before it. */
const listPlace = z.string().regex(/^-?\d{1,19}\/.{1,100}$/su)

/** Newest first. `next`: what `conversation.list` continues from; null after the last one. */
const conversationPage = z.object({ conversations: z.array(conversation), next: listPlace.nullable() })
export type ConversationPage = z.infer<typeof conversationPage>

const started = z.object({ conversation, message: assistantMessage, generation: generationState })

/** Every call: name → what goes in and what comes out. Types, validation and both ends are derived from this map. */
export const calls = {
  /** The first call of a window: everything it needs to paint. Events flow from then on. */
  'app.start': {
    input: nothing,
    output: z.object({
      /** The first page of the list. */
      conversations: conversationPage,
      openConversationId: conversationId.nullable(),
      newDraft: z.string(),
      generations: z.array(generationState),
      /** As of the last listing; `model.list` reads the folder. */
      models: z.array(modelFile),
      listing: modelListing,
      model: modelStatus,
      silence: engineSilence,
      storage: storageStatus,
      notices: z.array(notice),
      preferences: windowPreferences,
      /** Chosen for the next new chat; null: nothing. */
      newChoice: generationChoice.nullable(),
      /** The system's regional format, as BCP 47: numbers, times and dates. The language of the words is another matter. */
      region: z.string()
    })
  },
  /** Something went wrong in the page that nobody expected; it goes into the log. `text` is the stack. */
  'app.reportFault': { input: z.object({ text: z.string().max(20_000) }), output: done },
  'app.readyToClose': { input: nothing, output: done },
  /** What the keys of this keyboard type: code → character. The native menu shows shortcuts by it. */
  'app.showKeyLayout': { input: z.object({ layout: keyLayout }), output: done },
  'app.about': { input: nothing, output: aboutHearth },
  /** Of every package that is part of Hearth, with its text: a few hundred kilobytes. */
  'app.licences': { input: nothing, output: z.array(packageLicence) },
  /** Shows one of Hearth's folders in the system's file manager. */
  'app.openFolder': { input: z.object({ folder: hearthFolder }), output: done },
  /** For a report of a fault: versions, computer, model and the end of the log, without words of conversations and without the home folder's name. */
  'app.diagnostics': { input: nothing, output: z.string() },
  'app.dismissNotice': { input: z.object({ id: z.string() }), output: done },
  /** Saves these, all or none; the others stay. Comes back to every window as `preferences.changed`. */
  'preferences.set': { input: windowPreferences.partial(), output: done },
  /**
   * A value for a variable of a model's template, for every chat with that model; blank: none. Refused as `generation.templateRefused` where the
   * template cannot be rendered with it, and as `generation.templateUntried` where the engine ends or fails while it is tried, which is done for the
   * model in use; the one before stays then. Comes back as `preferences.changed`.
   */
  'model.setTemplateValue': { input: z.object({ modelId, name: templateName, value: templateText }), output: done },
  /** Asks where to, in a dialog of the system. Resolves with the file's name; null: nothing was written. */
  'presets.export': { input: z.object({ presetIds: z.array(z.string()).max(PRESET_LIMITS.count) }), output: z.string().nullable() },
  /** Asks for a file. Null: none was chosen. `leftOut`: values in it that could not be used. */
  'presets.import': {
    input: nothing,
    output: z.object({ file: z.string(), presets, leftOut: z.number().int().min(0) }).nullable()
  },
  'storage.retry': { input: nothing, output: done },
  /** The page of the list that begins at `from`, as an earlier page gave it. */
  'conversation.list': { input: z.object({ from: listPlace }), output: conversationPage },
  'conversation.open': {
    input: z.object({ conversationId }),
    /** `place`: where the person read in it last; null: at its end. */
    output: z.object({
      conversation,
      messages: z.array(message),
      generations: z.array(generationState),
      draft: z.string(),
      place: readingPlace.nullable()
    })
  },
  /** What a model read or wrote for a reply besides messages, such as its system prompt; null: it was not kept. */
  'conversation.readText': { input: z.object({ conversationId, textId }), output: z.string().nullable() },
  /** The empty page of a new chat is shown: nothing is open on the next start. */
  'conversation.leave': { input: nothing, output: done },
  /** Stops its generations and takes it out of the list. `conversation.restore` brings it back for 30 days. */
  'conversation.delete': { input: z.object({ conversationId }), output: done },
  'conversation.restore': { input: z.object({ conversationId }), output: conversation },
  /** Shows the newest branch below `messageId`. */
  'conversation.showVariant': { input: z.object({ conversationId, messageId }), output: conversation },
  /** What its next replies are generated with; null: as every chat. `conversationId` null: of the next new chat. */
  'conversation.choose': {
    input: z.object({ conversationId: conversationId.nullable(), choice: generationChoice.nullable() }),
    output: done
  },
  /** `conversationId` null: the draft of the next new chat. */
  'conversation.saveDraft': { input: z.object({ conversationId: conversationId.nullable(), text }), output: done },
  /** Null: the end. Kept for the conversations that were left last. */
  'conversation.savePlace': { input: z.object({ conversationId, place: readingPlace.nullable() }), output: done },
  /** Saves the message under `parentId` (null: as a root; `conversationId` null: in a new conversation) and starts its reply. */
  'generation.send': {
    input: z.object({ conversationId: conversationId.nullable(), parentId: messageId.nullable(), text }),
    output: started.extend({ userMessage })
  },
  /** What the next reply would read with this draft; null: no model is there that counts. `conversationId` null: of the next new chat. */
  'context.measure': {
    input: z.object({ conversationId: conversationId.nullable(), draft: text }),
    output: contextLedger.nullable()
  },
  /** The same prompt as the model reads it, with the marks of its chat template apart; null: no model is there that can show it. */
  'context.showPrompt': {
    input: z.object({ conversationId: conversationId.nullable(), draft: text }),
    output: writtenPieces.nullable()
  },
  /**
   * What the chat template of the model in use writes as its system prompt where none is given, with this way of thinking and the values that
   * are kept for its variables; null: nothing, or it is not known now.
   */
  'context.systemPromptOfModel': { input: samplingSettings.pick({ thinking: true }), output: z.string().nullable() },
  /** Another variant of the reply under this message of the person. */
  'generation.start': { input: z.object({ conversationId, parentId: messageId }), output: started },
  /** Continues a reply that was stopped, interrupted, failed or ended at a limit. */
  'generation.continue': { input: z.object({ conversationId, messageId }), output: started },
  /** Idempotent; an unknown id is success. */
  'generation.stop': { input: z.object({ generationId }), output: done },
  /** Ends what the model thinks and goes on to its answer. Idempotent; an unknown id is success. */
  'generation.answerNow': { input: z.object({ generationId }), output: done },
  /** Changes the text of a message that waits for its turn. Refused as `generation.alreadyBegun` once it is being answered. */
  'generation.edit': { input: z.object({ generationId, text }), output: userMessage },
  /** Takes a queued generation out of the queue. The text of a message that was waiting with it comes back as the draft. */
  'generation.remove': { input: z.object({ generationId }), output: z.object({ draft: z.string().nullable() }) },
  'model.load': { input: z.object({ modelId }), output: done },
  'model.cancelLoad': { input: nothing, output: done },
  /** Reads the models folder again, if that can be done; what becomes of it is told by `model.listed`. */
  'model.list': { input: nothing, output: done },
  /** Shows the models folder in the system's file manager. Makes it where it is not there. */
  'model.openFolder': { input: nothing, output: done },
  /** What the person says to an engine that gives no answer. `restart` ends it; its model is loaded again. */
  'model.waitForEngine': { input: z.object({ work: engineWork }), output: done },
  'model.restartEngine': { input: z.object({ work: engineWork }), output: done },
  /** Loads the model in use again, with the graphics card that failed with it. */
  'model.retryGraphics': { input: nothing, output: done },
  /** The contexts that the model in use can have, one of about `also` tokens among them; null: there is none, or nobody knows what one takes. */
  'model.contextSizes': { input: z.object({ also: chosenTokens.nullable() }), output: contextSizes.nullable() },
  /**
   * Loads the model in use again with a context of so many tokens; null: as the memory allows. It is remembered for the model once it is
   * loaded. Where it does not fit, a notice says so and the context is as before.
   */
  'model.chooseContextSize': { input: z.object({ modelId, tokens: chosenTokens.nullable() }), output: done },
  /** One thing in every form it has. `html`: of its rich text. */
  'clipboard.write': { input: z.object({ text: copied, html: copied.optional() }), output: done },
  /** Asks the person whether a link of a message may be opened in another program, and opens it then: http, https and mailto. */
  'link.open': { input: z.object({ url: z.string().max(LONGEST_ADDRESS) }), output: done }
} as const

export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.infer<(typeof calls)[N]['output']>
