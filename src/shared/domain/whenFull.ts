/**
 * What becomes of a chat that is longer than the model can read. leaveOutOldest: its oldest turns are not read · keepFirst: the first turn is,
 * and those after it are not · summarize: a summary of its oldest turns takes their place · ask: no reply is made until the person has chosen.
 */
export const whenFullNames = ['leaveOutOldest', 'keepFirst', 'summarize', 'ask'] as const
export type WhenFull = (typeof whenFullNames)[number]

export const DEFAULT_WHEN_FULL: WhenFull = 'leaveOutOldest'
