import { createContext } from 'react'
import type { References } from './inlineLexer'

/** What links and footnotes refer to. */
export interface MessageReferences extends References {
  /** The labels of the footnotes that are there, each with the id of its element. */
  readonly footnotes: ReadonlyMap<string, string>
}

export const ReferencesContext = createContext<MessageReferences>({ definitions: new Map(), isAwaiting: false, footnotes: new Map() })
