import type { Recommended } from '../../../shared/domain/recommended'

/** The system message of a generation by this model. As things stand nobody can choose one, so it is the one recommended for the model. */
export const systemMessageFor = ({ recommended }: { readonly recommended: Recommended | null }): string | null =>
  recommended?.systemMessage ?? null
