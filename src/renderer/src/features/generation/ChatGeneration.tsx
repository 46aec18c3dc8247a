import { RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { choose, useOwnChoice } from '../../state/choiceStore'
import { useConversationStore } from '../../state/conversationStore'
import { changePreferences, usePreferencesStore } from '../../state/preferencesStore'
import { say } from '../../state/viewStore'
import { showToast } from '../../ui/Toasts'
import { GenerationForm } from './GenerationForm'

/** What the next replies of the chat on the screen are generated with. */
export function ChatGeneration(): ReactElement {
  const id = useConversationStore((state) => state.open?.conversation.id ?? null)
  const own = useOwnChoice()
  const general = usePreferencesStore(({ preferences }) => preferences.generation)
  const choice = own ?? general
  const isChanged = Object.keys(choice.settings).length > 0 || choice.systemPrompt !== null
  const withUndo = (done: string, change: () => void, undo: () => void): void => {
    change()
    say(done)
    showToast(done, { name: t('generation.undo'), run: undo })
  }
  const resetAll = (): void => {
    if (!isChanged) return
    withUndo(
      t('generation.resetDone'),
      () => void choose({ ...choice, settings: {}, systemPrompt: null }, id),
      () => void choose(own, id)
    )
  }
  const useForAll = (): void =>
    withUndo(
      t('generation.saidUsedForAll'),
      () => void changePreferences({ generation: choice }).then(() => choose(null, id)),
      () => void changePreferences({ generation: general }).then(() => choose(own, id))
    )
  const followAll = (): void =>
    withUndo(
      t('generation.saidFollowsAll'),
      () => void choose(null, id),
      () => void choose(own, id)
    )
  return (
    <>
      <p className="inspector-note">{t(noteFor(own !== null, id === null))}</p>
      <GenerationForm key={id ?? 'new'} choice={choice} canManage onChange={(next) => void choose(next, id)} />
      <footer className="inspector-foot">
        <button type="button" className="button" aria-disabled={!isChanged} onClick={resetAll}>
          <RotateCcw className="icon" />
          {t('generation.resetAll')}
        </button>
        {own !== null && (
          <>
            <button type="button" className="button" onClick={useForAll}>
              {t('generation.useForAll')}
            </button>
            <button type="button" className="button" onClick={followAll}>
              {t('generation.followAll')}
            </button>
          </>
        )}
      </footer>
    </>
  )
}

function noteFor(hasOwn: boolean, isNew: boolean): 'generation.appliesToChat' | 'generation.appliesToNewChat' | 'generation.asEveryChat' {
  if (isNew) return 'generation.appliesToNewChat'
  return hasOwn ? 'generation.appliesToChat' : 'generation.asEveryChat'
}
