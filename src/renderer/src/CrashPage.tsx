import { Component, type ReactNode } from 'react'
import { t } from '../../shared/i18n/translate'

/**
 * In place of the window when drawing it failed. Everything is saved in main, so a fresh page loses nothing. The stack goes into the log
 * (main.tsx).
 */
export class CrashPage extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override readonly state = { hasCrashed: false }

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children
    return (
      <main className="empty-page">
        <div className="hero" role="alert">
          <h1>{t('crash.title')}</h1>
          <p>{t('crash.detail')}</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {t('crash.reload')}
          </button>
        </div>
      </main>
    )
  }
}
