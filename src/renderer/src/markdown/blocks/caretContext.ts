import { createContext } from 'react'

/** Whether the end of the text that grows has a caret. */
export const CaretContext = createContext(false)
