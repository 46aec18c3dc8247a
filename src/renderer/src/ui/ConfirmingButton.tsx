import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ComponentProps, type ReactElement } from 'react'
import { IconButton } from './IconButton'

const CONFIRMED_FOR = 1500

interface ConfirmingButtonProps extends Pick<ComponentProps<typeof IconButton>, 'name' | 'keys' | 'className'> {
  /** Resolves with true when it has copied. */
  onClick: () => Promise<boolean>
}

/** A button that copies, and shows for a moment that it did. */
export function ConfirmingButton({ onClick, ...button }: ConfirmingButtonProps): ReactElement {
  const [copies, setCopies] = useState(0)
  useEffect(() => {
    if (copies === 0) return undefined
    const timer = setTimeout(() => setCopies(0), CONFIRMED_FOR)
    return () => clearTimeout(timer)
  }, [copies])
  const copy = async (): Promise<void> => {
    if (await onClick()) setCopies((count) => count + 1)
  }
  return (
    <IconButton {...button} icon={copies > 0 ? <Check className="icon done" /> : <Copy className="icon" />} onClick={() => void copy()} />
  )
}
