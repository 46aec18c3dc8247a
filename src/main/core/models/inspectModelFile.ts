import type { AppError } from '../../../shared/contract/appError'

/** Reads a model file (absolute path) without loading it. Null when nothing is wrong with it. */
export type InspectModelFile = (path: string) => Promise<AppError | null>
