import { useEffect, useRef, useSyncExternalStore, type KeyboardEvent, type ReactElement } from 'react'
import type { AppError } from '../../../../shared/contract/appError'
import { isBlank } from '../../../../shared/domain/blank'
import { isForContext } from '../../../../shared/domain/isContextFull'
import { errorWords } from '../../../../shared/i18n/errorWords'
import { t } from '../../../../shared/i18n/translate'
import { clearRefusal, send, stopOpen } from '../../state/generationActions'
import { useConversationStore } from '../../state/conversationStore'
import { draftStore } from '../../state/draftStore'
import { useGenerationStore } from '../../state/generationStore'
import { isSendPress } from '../../state/sendKeys'
import { isGenerating } from '../../state/runningGenerations'
import { focusComposer, useViewStore } from '../../state/viewStore'
import { useInputMethod } from '../../ui/useInputMethod'
import { setFieldDirection } from './fieldDirection'
import { ContextMeter } from './ContextMeter'
import { RaiseContext } from './RaiseContext'
import { SendButtons } from './SendButtons'

/** Where the person writes. The text field is uncontrolled: a key, or a paste of 20,000 lines, renders nothing. */
export function Composer(): ReactElement {
  const field = useRef<HTMLTextAreaElement>(null)
  /** What the field holds: to read it out of the field copies it. */
  const shown = useRef('')
  const inputMethod = useInputMethod()
  const key = useConversationStore(({ open }) => open?.conversation.id ?? null)
  const refusal = useConversationStore((state) =>
    state.refusal?.kind === 'send' && state.refusal.conversationId === key ? state.refusal : null
  )
  const isBusy = useGenerationStore(({ running }) =>
    Object.values(running).some((generation) => generation.conversationId === key && isGenerating(generation))
  )
  const hasNothing = useSyncExternalStore(draftStore.subscribe, () => isBlank(draftStore.read(key)))
  const focusRequests = useViewStore((view) => view.composerFocusRequests)

  useEffect(() => field.current?.focus(), [focusRequests])

  useEffect(() => {
    const follow = (): void => {
      const draft = draftStore.read(key)
      if (!field.current || shown.current === draft) return
      field.current.value = shown.current = draft
      setFieldDirection(field.current, draft)
    }
    follow()
    return draftStore.subscribe(follow)
  }, [key])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || inputMethod.takes(event) || !isSendPress(event)) return
    event.preventDefault()
    void send()
  }

  return (
    <div className="composer">
      {refusal && <Refusal error={refusal.error} />}
      <textarea
        ref={field}
        className="composer-field"
        rows={1}
        aria-label={t('composer.message')}
        placeholder={key === null ? t('composer.first') : t('composer.reply')}
        onInput={(event) => {
          clearRefusal()
          const text = (shown.current = event.currentTarget.value)
          setFieldDirection(event.currentTarget, text)
          draftStore.edit(key, text)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => void draftStore.save()}
        onCompositionEnd={inputMethod.onCompositionEnd}
      />
      <div className="composer-row">
        <ContextMeter hasDraft={!hasNothing} />
        <SendButtons
          isBusy={isBusy}
          hasNothing={hasNothing}
          onSend={() => {
            void send()
            focusComposer()
          }}
          onStop={() => {
            stopOpen()
            focusComposer()
          }}
        />
      </div>
    </div>
  )
}

function Refusal({ error }: { error: AppError }): ReactElement {
  const { message, detail } = errorWords(error)
  return (
    <div className="composer-refusal" role="alert">
      <strong>{message}</strong>
      {detail !== undefined && <span>{detail}</span>}
      {isForContext(error) && <RaiseContext />}
    </div>
  )
}
