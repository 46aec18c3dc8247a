import { formatDate, formatTime } from './regionalFormats'

/** What a system prompt may name, in the order in which they are offered. */
export const promptVariables = ['date', 'time', 'weekday'] as const
type PromptVariable = (typeof promptVariables)[number]

const values: Record<PromptVariable, (now: Date) => string> = {
  date: (now) => formatDate(now, { day: 'numeric', month: 'long', year: 'numeric' }),
  time: formatTime,
  weekday: (now) => formatDate(now, { weekday: 'long' })
}

/** The text as the model reads it: `{{date}}`, `{{time}}` and `{{weekday}}` of this moment, as they are written in the region. */
export function withVariables(text: string, now: Date): string {
  return text.replace(/\{\{\s*(date|time|weekday)\s*\}\}/g, (_, name: PromptVariable) => values[name](now))
}
