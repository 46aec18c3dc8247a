import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls'
import type { KeyLayout } from '../../shared/domain/keyChord'
import type { AboutService } from './aboutService'
import type { AppService } from './appService'
import type { ConversationService } from './conversations/conversationService'
import type { GenerationService } from './generation/generationService'
import type { ContextService } from './generation/contextService'
import type { LiveGenerations } from './generation/liveGenerations'
import type { QueueService } from './generation/queueService'
import type { LinkService } from './links/linkService'
import type { TemplateValueService } from './generation/templateValueService'
import type { ContextSizeService } from './models/contextSizeService'
import type { ModelService } from './models/modelService'
import type { PresetService } from './settings/presetService'
import type { PreferencesService } from './settings/preferencesService'
import type { Log } from './errors/log'

type Output<T> = [T] extends [null] ? void | T | Promise<void | T> : T | Promise<T>

/** The handler of each call. Where the output is null it may return nothing. */
export type Handlers = { readonly [N in CallName]: (input: CallInput<N>) => Output<CallOutput<N>> }

/** Puts one thing on the clipboard in every form it has: programs take the one they can show. */
export type WriteClipboard = (content: CallInput<'clipboard.write'>) => void | Promise<void>

interface Services {
  about: AboutService
  app: AppService
  conversations: ConversationService
  generations: GenerationService
  queue: QueueService
  context: ContextService
  live: LiveGenerations
  models: ModelService
  templateValues: TemplateValueService
  contextSizes: ContextSizeService
  links: LinkService
  preferencesService: PreferencesService
  presets: PresetService
  writeClipboard: WriteClipboard
  showKeyLayout: (layout: KeyLayout) => void
  pageLog: Log
}

export function createHandlers(services: Services): Handlers {
  const { about, app, conversations, generations, queue, live, models, links, preferencesService, presets, context } = services
  const { templateValues, contextSizes, writeClipboard, showKeyLayout, pageLog } = services
  return {
    'app.start': () => app.start(),
    'app.reportFault': ({ text }) => pageLog.error('In the window', text),
    'app.readyToClose': () => undefined, // ipcTransport waits for its arrival only
    'app.showKeyLayout': ({ layout }) => showKeyLayout(new Map(Object.entries(layout))),
    'app.about': () => about.describe(),
    'app.licences': () => about.licences(),
    'app.openFolder': (input) => about.openFolder(input),
    'app.diagnostics': () => about.diagnostics(),
    'app.dismissNotice': (input) => app.dismissNotice(input),
    'preferences.set': (input) => preferencesService.set(input),
    'presets.export': (input) => presets.export(input),
    'presets.import': () => presets.import(),
    'storage.retry': () => app.retryStorage(),
    'conversation.list': (input) => conversations.list(input),
    'conversation.open': (input) => conversations.open(input),
    'conversation.readText': (input) => conversations.readText(input),
    'conversation.leave': () => conversations.leave(),
    'conversation.delete': (input) => conversations.delete(input),
    'conversation.restore': (input) => conversations.restore(input),
    'conversation.showVariant': (input) => conversations.showVariant(input),
    'conversation.choose': (input) => conversations.choose(input),
    'conversation.saveDraft': (input) => conversations.saveDraft(input),
    'conversation.savePlace': ({ conversationId, place }) => conversations.savePlace(conversationId, place),
    'generation.send': (input) => generations.send(input),
    'context.showPrompt': (input) => context.showPrompt(input),
    'context.systemPromptOfModel': (input) => context.systemPromptOfModel(input),
    'context.measure': (input) => context.measure(input),
    'generation.start': (input) => generations.start(input),
    'generation.continue': (input) => generations.continue(input),
    'generation.stop': ({ generationId }) => live.stop(generationId),
    'generation.answerNow': ({ generationId }) => live.answerNow(generationId),
    'generation.edit': (input) => queue.edit(input),
    'generation.remove': ({ generationId }) => queue.remove(generationId),
    'model.load': ({ modelId }) => models.load(modelId),
    'model.cancelLoad': () => models.cancelLoad(),
    'model.list': () => models.list(),
    'model.setTemplateValue': (input) => templateValues.set(input),
    'model.openFolder': () => models.openFolder(),
    'model.waitForEngine': ({ work }) => models.waitForEngine(work),
    'model.restartEngine': ({ work }) => models.restartEngine(work),
    'model.retryGraphics': () => models.retryGraphics(),
    'model.contextSizes': (input) => contextSizes.list(input),
    'model.chooseContextSize': (input) => contextSizes.choose(input),
    'clipboard.write': (content) => writeClipboard(content),
    'link.open': (input) => links.open(input)
  }
}
