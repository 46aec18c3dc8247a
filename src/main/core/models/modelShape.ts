/** What the header of a model file says about the memory that the model takes. */
export interface ModelShape {
  readonly trainedContext: number
  readonly embedding: number
  readonly feedForward: number
  readonly vocabulary: number
  readonly heads: number
  /** Heads of keys and values, of all layers together. */
  readonly keyValueHeads: number
  /** Numbers in one key, and in one value, of one head. */
  readonly keyLength: number
  readonly valueLength: number
}

/** Of a model file (absolute path). Null where its header does not say all of it. Never rejects. */
export type ReadModelShape = (path: string) => Promise<ModelShape | null>
