import { versionOf, type JsonObject } from './jsonFormat'

/** What `settings.json` held besides the preferences while it was the only file. */
export interface SingleFile {
  readonly state: JsonObject
  readonly tunings: JsonObject
}

/** Null for a file that holds preferences alone: from version 2 on. */
export function singleFileOf(json: JsonObject): SingleFile | null {
  if (versionOf(json) > 1) return null
  const { openConversationId, window, tunings } = json
  return { state: { openConversationId, window }, tunings: { tunings } }
}
