import { Tooltip } from '@base-ui/react/tooltip'
import { memo, type MouseEvent, type ReactElement, type ReactNode } from 'react'
import { linkAddress, type LinkAddress } from '../../../../shared/domain/linkAddress'
import { t } from '../../../../shared/i18n/translate'
import { openLink } from '../../state/linkActions'
import { textOf, withVisibleControlsInside } from './bidiControls'

/** Something that is read as an address, with or without its beginning. */
const ADDRESS = /^(?:[a-z][\w+.-]*:)?(?:\/\/)?[^\s/?#:]+\.[^\s/?#]{2}/i
const SHOWN_LENGTH = 300

/**
 * A link of a message. Shows where it really leads when the pointer rests on it or the keyboard reaches it, and at once where its text looks like
 * another address. It opens in another program after main has asked. What Hearth does not open is text.
 */
export const MessageLink = memo(({ href, children }: { href: string; children: ReactNode }): ReactElement => {
  const address = linkAddress(href)
  const shown = withVisibleControlsInside(children)
  if (address === null) return <>{shown}</>
  const { url, host } = address
  const whole = url.length > SHOWN_LENGTH ? `${url.slice(0, SHOWN_LENGTH)}…` : url
  const open = (event: MouseEvent): void => {
    event.preventDefault()
    void openLink(url)
  }
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={<a className="message-link" href={url} onClick={open} draggable={false} />}
        aria-description={whole}
        closeOnClick={false}
      >
        <bdi>{shown}</bdi>
        {isDisguised(textOf(children), address) && (
          <bdi className="link-host" dir="ltr">
            {t('link.leadsTo', { host })}
          </bdi>
        )}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner className="tooltip-positioner" sideOffset={6}>
          <Tooltip.Popup className="tooltip address" dir="ltr">
            {whole}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
})
MessageLink.displayName = 'MessageLink'

/** Whether its text may be taken for an address that is not its own. */
function isDisguised(text: string, { host, hasUser }: LinkAddress): boolean {
  if (host === '') return false
  if (hasUser) return true
  const written = text.trim()
  if (!ADDRESS.test(written)) return false
  const read = linkAddress(written) ?? linkAddress(`https://${written}`)
  const bare = (name: string): string => name.replace(/^www\./, '')
  // In the same letters: those of other scripts look alike.
  return read === null || bare(read.host) !== bare(host) || !written.toLowerCase().includes(bare(host))
}
