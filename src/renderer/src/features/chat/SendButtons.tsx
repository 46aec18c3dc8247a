import { ArrowUp, Square } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useWritingKeys } from '../../state/sendKeys'
import { useChordWords, useShortcutWords } from '../../state/shortcutStore'
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
  const stopKeys = useShortcutWords('stop')
  const sendKeys = useChordWords()(useWritingKeys().send)
  const isStop = isBusy && hasNothing
  return (
    <>
      {isBusy && !hasNothing && (
        <IconButton
          name={t('composer.stop')}
          keys={stopKeys}
          icon={<Square className="icon filled" />}
          className="send stop"
          onClick={onStop}
        />
      )}
      <IconButton
        name={isStop ? t('composer.stop') : t('composer.send')}
        tip={isStop ? t('composer.stop') : isBusy ? t('composer.queueTip') : t('composer.send')}
        keys={isStop ? stopKeys : sendKeys}
        icon={isStop ? <Square className="icon filled" /> : <ArrowUp className="icon" />}
        className={isStop ? 'send stop' : 'send'}
        disabled={!isStop && hasNothing}
        onClick={isStop ? onStop : onSend}
      />
    </>
  )
}
