import type { AppError } from '../../../shared/contract/appError'

/** Looks at a model file (absolute path) without loading it. Null when nothing is wrong with it, else what is wrong in words. */
export type InspectModelFile = (path: string) => Promise<AppError | null>
