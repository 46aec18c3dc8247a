import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { Alert } from './Alert'

interface BannerProps {
  tone: 'info' | 'warning' | 'error'
  icon: ReactNode
  message: string
  detail?: string | undefined
  /** 0 to 1. `progressName`: what is making progress, for those who do not see the bar. */
  progress?: { value: number; name: string }
  actions?: ReactNode
  /** What Esc does while the focus is in it, in place of what it does elsewhere. A key that is held down counts once. */
  onEscape?: () => void
}

/** Says something about the whole window, next to where the person writes. An error is read out at once. */
export function Banner({ tone, icon, message, detail, progress, actions, onEscape }: BannerProps): ReactElement {
  const onKeyDown = ({ key, repeat }: KeyboardEvent): void => {
    if (key === 'Escape' && !repeat) onEscape?.()
  }
  return (
    <Alert
      className={`banner ${tone}`}
      sentences={[message, detail]}
      isNews={tone === 'error'}
      data-own-escape={onEscape && ''}
      onKeyDown={onEscape && onKeyDown}
    >
      <span className="banner-icon">{icon}</span>
      <div className="banner-text">
        <strong>{message}</strong>
        {detail !== undefined && <span>{detail}</span>}
        {progress && <progress className="progress" max={1} value={progress.value} aria-label={progress.name} />}
      </div>
      <div className="banner-actions">{actions}</div>
    </Alert>
  )
}
