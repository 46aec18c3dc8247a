import { ChevronRight } from 'lucide-react'
import { useId, useState, type ReactElement, type ReactNode } from 'react'

interface DisclosureProps {
  /** What is behind it, as its button says. */
  name: string
  isOpenAtFirst?: boolean
  children: ReactNode
}

/** One line that opens and closes what it names. Closed, that is not rendered. */
export function Disclosure({ name, isOpenAtFirst = false, children }: DisclosureProps): ReactElement {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const id = useId()
  return (
    <div className="disclosure">
      <button
        type="button"
        className="button ghost disclosure-button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronRight className="icon mirrored" />
        {name}
      </button>
      {isOpen && <div id={id}>{children}</div>}
    </div>
  )
}
