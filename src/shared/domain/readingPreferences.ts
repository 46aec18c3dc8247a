/** While a reply grows: the transcript follows its end, stays where it is, or moves the question to the top once and then stays. */
export const followChoices = ['follow', 'stay', 'questionToTop'] as const

/** What a screen reader is told of a reply: nothing, how far it is, its sentences as they are written, or all of it at its end. */
export const announcementChoices = ['off', 'progress', 'sentences', 'whole'] as const

/** How the person reads and writes: what is chosen under Reading in the settings. */
export interface ReadingPreferences {
  readonly follow: (typeof followChoices)[number]
  /** Enter sends and Shift+Enter begins a line; otherwise Enter begins a line and Ctrl or Cmd+Enter sends. */
  readonly enterSends: boolean
  readonly announcements: (typeof announcementChoices)[number]
  /** Long lines of code are broken; otherwise they scroll. */
  readonly wrapCode: boolean
  /** Times and dates stand with the messages. */
  readonly showTimes: boolean
}

export const defaultReading: ReadingPreferences = {
  follow: 'follow',
  enterSends: true,
  announcements: 'progress',
  wrapCode: false,
  showTimes: true
}
