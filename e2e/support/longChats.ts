import type { SavedChat } from './preset'

const sentence = 'The tide comes in twice a day, and each time it leaves the beach a little different from how it found it. '

/** A chat of so many messages, of lengths as people and models write them. Each begins with its number. */
export const longChat = (count: number, title = `A chat of ${count} messages`): SavedChat => ({
  title,
  ago: 60_000,
  messages: Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? `Question ${place} about the sea?` : `Answer ${place}. ${sentence.repeat(1 + ((place * 7) % 12))}`
  )
})
