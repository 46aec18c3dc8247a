import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactElement } from 'react'

const manager = Toast.createToastManager()

/** Long enough to read a sentence and decide; it waits while the pointer or the focus is on it. Milliseconds. */
const SHOWN_FOR = 10_000

/** Shows a sentence, with one thing to do about it if there is one. Returns what takes it away. */
export function showToast(sentence: string, action?: { name: string; run: () => void }): () => void {
  const id = manager.add({
    title: sentence,
    timeout: SHOWN_FOR,
    ...(action && {
      actionProps: {
        children: action.name,
        onClick: () => {
          close()
          action.run()
        }
      }
    })
  })
  const close = (): void => manager.close(id)
  return close
}

/** Where toasts appear. `regionName` and `closeName` are read out. */
export function Toasts({ regionName, closeName }: { regionName: string; closeName: string }): ReactElement {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        {/* Whoever shows one says it in the status region, which does so once and beside everything else that is said. */}
        <Toast.Viewport className="toasts" aria-label={regionName} aria-live="off">
          <ToastList closeName={closeName} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList({ closeName }: { closeName: string }): ReactElement[] {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
      <Toast.Title className="toast-title" render={<p />} />
      {toast.actionProps && <Toast.Action className="button" />}
      <Toast.Close className="button ghost" aria-label={closeName}>
        <X className="icon" />
      </Toast.Close>
    </Toast.Root>
  ))
}
