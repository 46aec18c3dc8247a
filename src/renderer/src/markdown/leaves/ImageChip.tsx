import { ImageOff } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { linkAddress } from '../../../../shared/domain/linkAddress'
import { t } from '../../../../shared/i18n/translate'
import { withVisibleControls } from './bidiControls'

/** In place of a picture, which is never loaded: what it shows, and from where it would have come. */
export const ImageChip = memo(({ alt, src }: { alt: string; src: string }): ReactElement => {
  const host = linkAddress(src)?.host ?? ''
  const text = alt.trim()
  return (
    <span className="image-chip" role="img" aria-label={nameOf(text, host)} title={t('image.notLoaded')}>
      <ImageOff className="icon" aria-hidden />
      {text !== '' && <bdi className="image-alt">{withVisibleControls(text)}</bdi>}
      {host !== '' && <bdi className="image-host">{host}</bdi>}
    </span>
  )
})
ImageChip.displayName = 'ImageChip'

function nameOf(alt: string, host: string): string {
  if (alt !== '') return host === '' ? t('image.named', { alt }) : t('image.namedFrom', { alt, host })
  return host === '' ? t('image.unnamed') : t('image.from', { host })
}
