import type { ReactElement, ReactNode } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { useConversationStore } from '../../state/conversationStore'
import { retryStorage, start } from '../../state/startActions'
import { Composer } from './Composer'
import { EmptyPage } from './EmptyPage'
import { TopBar } from './TopBar'
import { Transcript } from './Transcript'
import { UnavailablePage } from './UnavailablePage'

interface ChatPageProps {
  modelPicker: ReactNode
  banners: ReactNode
  queue: ReactNode
  isInert: boolean
}

/** The open conversation, or the page of a new one, and the place to write. */
export function ChatPage({ modelPicker, banners, queue, isInert }: ChatPageProps): ReactElement {
  return (
    <main className="chat" inert={isInert}>
      <TopBar modelPicker={modelPicker} />
      <div className="chat-body">
        <ChatBody />
        {banners}
      </div>
      <div className="dock">
        {queue}
        <Composer />
        <p className="note">{t('composer.note')}</p>
      </div>
    </main>
  )
}

function ChatBody(): ReactElement {
  const open = useConversationStore((state) => state.open)
  const isOpening = useConversationStore((state) => state.openingId !== null)
  const startStatus = useAppStore((state) => state.start)
  const storage = useAppStore((state) => state.storage)
  if (open) return <Transcript key={open.conversation.id} open={open} />
  if (startStatus.kind === 'failed') return <UnavailablePage error={startStatus.error} onRetry={() => void start()} />
  if (storage.kind === 'unavailable') return <UnavailablePage error={storage.error} onRetry={() => void retryStorage()} />
  if (startStatus.kind === 'starting' || isOpening) return <div className="empty-page" />
  return <EmptyPage />
}
