/** What a person reads: what happened, and why or what to do where there is more to say. */
export interface Sentences {
  message: string
  detail?: string
}
