import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { isBlank } from '../../../../shared/domain/blank'
import type { WaitingMessage } from '../../../../shared/domain/waiting'
import { errorWords } from '../../../../shared/i18n/errorWords'
import { t } from '../../../../shared/i18n/translate'
import { saveEdit } from '../../state/queueActions'
import { changeEdit, endEdit, useQueueStore } from '../../state/queueStore'
import { isSendPress } from '../../state/sendKeys'
import { useInputMethod } from '../../ui/useInputMethod'

/** The text of a waiting message in a field. What sends in the message box keeps the change, Esc drops it. */
export function WaitingEditor({ waiting }: { waiting: WaitingMessage }): ReactElement {
  const replyId = waiting.reply.id
  const field = useRef<HTMLTextAreaElement>(null)
  const text = useQueueStore(({ edits }) => edits[replyId]?.text ?? '')
  const isSaving = useQueueStore(({ edits }) => edits[replyId]?.isSaving ?? false)
  const error = useQueueStore(({ edits }) => edits[replyId]?.error ?? null)
  const inputMethod = useInputMethod()
  const [hasFocus, setHasFocus] = useState(false)

  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (inputMethod.takes(event)) return
    if (event.key === 'Escape') endEdit(replyId)
    if (event.key !== 'Enter' || !isSendPress(event)) return
    event.preventDefault()
    void saveEdit(waiting)
  }

  return (
    // While it has the focus, Esc is its own and does not stop the reply.
    <div
      className="queue-editor"
      data-layer={hasFocus ? '' : undefined}
      onFocus={() => setHasFocus(true)}
      onBlur={() => setHasFocus(false)}
    >
      <textarea
        ref={field}
        className="queue-field"
        rows={1}
        dir="auto"
        aria-label={t('queue.field')}
        value={text}
        onChange={({ currentTarget }) => changeEdit(replyId, { text: currentTarget.value, error: null })}
        onKeyDown={onKeyDown}
        onCompositionEnd={inputMethod.onCompositionEnd}
      />
      {error && (
        <p className="queue-error" role="alert">
          {errorWords(error).message}
        </p>
      )}
      <div className="queue-editor-actions">
        <button type="button" className="button ghost" onClick={() => endEdit(replyId)}>
          {t('queue.cancel')}
        </button>
        <button type="button" className="button" disabled={isSaving || isBlank(text)} onClick={() => void saveEdit(waiting)}>
          {t('queue.save')}
        </button>
      </div>
    </div>
  )
}
