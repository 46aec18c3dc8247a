import { TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { AppError } from '../../../../shared/contract/appError'
import { errorWords } from '../../../../shared/i18n/errorWords'
import { t } from '../../../../shared/i18n/translate'
import { Alert } from '../../ui/Alert'

/** In place of the chat while nothing can be read. No *Try again* for a database of a newer Hearth: this one can never read it. */
export function UnavailablePage({ error, onRetry }: { error: AppError; onRetry: () => void }): ReactElement {
  const { message, detail } = errorWords(error)
  return (
    <div className="empty-page">
      <Alert className="hero" sentences={[message, detail]}>
        <TriangleAlert className="icon hero-icon" />
        <h2>{message}</h2>
        {detail !== undefined && <p>{detail}</p>}
        {error.code !== 'storage.newerVersion' && (
          <button type="button" className="button" onClick={onRetry}>
            {t('reply.tryAgain')}
          </button>
        )}
      </Alert>
    </div>
  )
}
