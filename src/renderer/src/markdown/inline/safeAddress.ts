import { linkAddress } from '../../../../shared/domain/linkAddress'

/** The address of a link that may be shown as one, as it will be opened; null for what Hearth does not open. */
export const safeAddress = (href: string): string | null => linkAddress(href)?.url ?? null
