import { formattedReply } from '../../src/engine/fake/formattedReply'
import { minute, type SavedChat } from '../support/preset'

/** A chat with a reply with everything that Markdown has. */
export const formatted: SavedChat = {
  title: 'What should I know before I buy a tent?',
  ago: 2 * minute,
  messages: ['What should I know before I buy a tent?', { text: formattedReply }, 'Thank you']
}
