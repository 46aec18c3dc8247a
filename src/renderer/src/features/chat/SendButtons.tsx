import { ArrowUp, Square } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { IconButton } from '../../ui/IconButton'

interface SendButtonsProps {
  /** A reply of the open conversation is being generated. */
  isBusy: boolean
  /** The composer is empty or blank. */
  hasNothing: boolean
  onSend: () => void
  onStop: () => void
}

/** One button, Send, whose place Stop takes while a reply is made. When something is written meanwhile, Stop stands beside it. */
export function SendButtons({ isBusy, hasNothing, onSend, onStop }: SendButtonsProps): ReactElement {
  const isStop = isBusy && hasNothing
  return (
    <>
      {isBusy && !hasNothing && (
        <IconButton
          name={t('composer.stop')}
          tip={t('composer.stopTip')}
          icon={<Square className="icon filled" />}
          className="send stop"
          onClick={onStop}
        />
      )}
      <IconButton
        name={isStop ? t('composer.stop') : t('composer.send')}
        tip={isStop ? t('composer.stopTip') : isBusy ? t('composer.queueTip') : t('composer.sendTip')}
        icon={isStop ? <Square className="icon filled" /> : <ArrowUp className="icon" />}
        className={isStop ? 'send stop' : 'send'}
        disabled={!isStop && hasNothing}
        onClick={isStop ? onStop : onSend}
      />
    </>
  )
}
