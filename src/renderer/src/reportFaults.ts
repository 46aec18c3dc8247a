import { reportFault } from './bridge'

/** Writes what nobody caught into the log. */
export function reportFaults(): void {
  window.addEventListener('error', (event) => reportFault(event.error ?? event.message))
  window.addEventListener('unhandledrejection', (event) => reportFault(event.reason))
}
