import { RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { choose, newestChoice, useOwnChoice } from '../../state/choiceStore'
import { targetOf } from '../../state/chatTarget'
import { useConversationStore } from '../../state/conversationStore'
import { changePreferences, usePreferencesStore } from '../../state/preferencesStore'
import { say } from '../../state/viewStore'
import { showToast } from '../../ui/Toasts'
import { GenerationForm } from './GenerationForm'
import { TemplateVariables } from './TemplateVariables'

/** What the next replies of the chat on the screen are generated with. */
export function ChatGeneration(): ReactElement {
  const id = useConversationStore((state) => state.open?.conversation.id ?? null)
  const target = targetOf(id)
  const own = useOwnChoice()
  const general = usePreferencesStore(({ preferences }) => preferences.generation)
  const choice = own ?? general
  const isChanged = Object.keys(choice.settings).length > 0 || choice.systemPrompt !== null
  const withUndo = async (done: string, change: () => Promise<boolean>, undo: () => void): Promise<void> => {
    if (!(await change())) return
    say(done)
    showToast(done, { name: t('generation.undo'), run: undo })
  }
  const restore = (): void => void choose(own, target)
  const resetAll = async (): Promise<void> => {
    const bare = { ...choice, settings: {}, systemPrompt: null }
    if (isChanged) await withUndo(t('generation.resetDone'), () => choose(bare, target), restore)
  }
  // The chat gives its own up only once every chat has it.
  const applyToAll = (): Promise<void> =>
    withUndo(
      t('generation.saidUsedForAll'),
      async () => (await changePreferences({ generation: choice })) && choose(null, target),
      () => void changePreferences({ generation: general }).then((isSaved) => isSaved && choose(own, target))
    )
  const followAll = (): Promise<void> => withUndo(t('generation.saidFollowsAll'), () => choose(null, target), restore)
  return (
    <>
      <p className="inspector-note">{t(noteFor(own !== null, id === null))}</p>
      <GenerationForm
        key={id ?? 'new'}
        scope={id ?? 'new'}
        choice={choice}
        canManage
        onChange={(change) => choose(change(newestChoice(target, choice)), target)}
        onRestore={restore}
      />
      <footer className="inspector-foot">
        <button type="button" className="button" aria-disabled={!isChanged} onClick={() => void resetAll()}>
          <RotateCcw className="icon" />
          {t('generation.resetAll')}
        </button>
        {own !== null && (
          <>
            <button type="button" className="button" onClick={() => void applyToAll()}>
              {t('generation.useForAll')}
            </button>
            <button type="button" className="button" onClick={() => void followAll()}>
              {t('generation.followAll')}
            </button>
          </>
        )}
      </footer>
      <TemplateVariables />
    </>
  )
}

function noteFor(hasOwn: boolean, isNew: boolean): 'generation.appliesToChat' | 'generation.appliesToNewChat' | 'generation.asEveryChat' {
  if (isNew) return 'generation.appliesToNewChat'
  return hasOwn ? 'generation.appliesToChat' : 'generation.asEveryChat'
}
