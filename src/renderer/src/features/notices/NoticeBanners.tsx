import { Info, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Notice } from '../../../../shared/contract/notice'
import { errorWords } from '../../../../shared/i18n/errorWords'
import { noticeWords } from '../../../../shared/i18n/noticeWords'
import type { Sentences } from '../../../../shared/i18n/sentences'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore, type WindowNotice } from '../../state/appStore'
import { useCanRaiseContext } from '../../state/contextSizeStore'
import { useConversationStore } from '../../state/conversationStore'
import { retryGraphics } from '../../state/modelActions'
import { retryStorage } from '../../state/startActions'
import { showContextSize } from '../../state/viewStore'
import { dismissNotice } from '../../state/windowNotices'
import { Banner } from '../../ui/Banner'

/** What main wants the person to know, each until it is dismissed; and that nothing can be saved, while a chat is on the screen. */
export function NoticeBanners(): ReactElement {
  const notices = useAppStore((state) => state.notices)
  const storage = useAppStore((state) => state.storage)
  const isChatShown = useConversationStore((state) => state.open !== null)
  return (
    <>
      {storage.kind === 'unavailable' && isChatShown && (
        <Banner
          tone="error"
          icon={<TriangleAlert className="icon" />}
          {...errorWords(storage.error)}
          actions={
            <button type="button" className="button" onClick={() => void retryStorage()}>
              {t('banner.tryAgain')}
            </button>
          }
        />
      )}
      {notices.map((notice) => (
        <Banner
          key={notice.id}
          tone={notice.tone}
          icon={notice.tone === 'info' ? <Info className="icon" /> : <TriangleAlert className="icon" />}
          {...wordsOf(notice)}
          actions={
            <>
              {notice.content.kind === 'graphicsFailed' && <RetryGraphics id={notice.id} />}
              {notice.content.kind === 'messageUnsent' && <RaiseContext />}
              <button type="button" className="button ghost" onClick={() => void dismissNotice(notice.id)}>
                {t('banner.dismiss')}
              </button>
            </>
          }
        />
      ))}
    </>
  )
}

/** The notice is answered by it. Only while the model it is about is in use. */
function RetryGraphics({ id }: { id: string }): ReactElement | null {
  const canRetry = useAppStore(({ model }) => model.kind === 'ready' && model.failedCard !== undefined)
  if (!canRetry) return null
  const retry = (): void => {
    void dismissNotice(id)
    void retryGraphics()
  }
  return (
    <button type="button" className="button" onClick={retry}>
      {t('models.retryGraphics')}
    </button>
  )
}

/** The message may have room in a longer context. */
function RaiseContext(): ReactElement | null {
  if (!useCanRaiseContext()) return null
  return (
    <button type="button" className="button" onClick={showContextSize}>
      {t('context.raise')}
    </button>
  )
}

function wordsOf({ content }: Notice | WindowNotice): Sentences {
  if (content.kind !== 'failure') return noticeWords(content)
  const words = errorWords(content.error)
  if (content.what === null) return words
  return { message: content.what, detail: words.detail === undefined ? words.message : `${words.message} ${words.detail}` }
}
