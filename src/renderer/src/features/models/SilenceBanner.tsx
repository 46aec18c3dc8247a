import { Hourglass } from 'lucide-react'
import type { ReactElement } from 'react'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import { showSilentReply, useSilentReply } from '../../state/silentReply'
import { Banner } from '../../ui/Banner'
import { SilenceButtons } from './SilenceButtons'

/** An engine gives no answer to a reply that is not on the screen. One that is asks in its own place. */
export function SilenceBanner(): ReactElement | null {
  const reply = useSilentReply()
  if (!reply || reply.isShown) return null
  const { title, seconds } = reply
  return (
    <Banner
      tone="warning"
      icon={<Hourglass className="icon" />}
      message={title === null ? t('models.silence.inAnotherChat') : t('models.silence.inChat', { title: titleWords(title) })}
      detail={t('models.silence.detail', { seconds })}
      actions={
        <>
          <button type="button" className="button" onClick={() => void showSilentReply(reply)}>
            {t('models.silence.show')}
          </button>
          <SilenceButtons work="generating" />
        </>
      }
    />
  )
}
