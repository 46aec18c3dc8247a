import type { ConversationId } from '../../../shared/domain/ids'
import type { ConversationRepository } from '../conversations/conversationRepository'
import type { ModelInfo } from '../inference/engineProvider'
import type { ChosenFor, ChosenGeneration } from '../settings/chosenGeneration'
import type { NewChoice } from '../settings/newChoice'

export interface ChosenInPorts {
  repository: ConversationRepository
  chosenFor: ChosenFor
  newChoice: NewChoice
}

/** What the next reply of a conversation is generated with; null: of the next new one. */
export async function chosenIn(
  conversationId: ConversationId | null,
  model: ModelInfo,
  { repository, chosenFor, newChoice }: ChosenInPorts
): Promise<ChosenGeneration> {
  const choice = conversationId === null ? newChoice.current : (await repository.readHead(conversationId))?.choice
  return chosenFor(choice ?? undefined, model)
}
