import type { GenerationFigures } from '../../../engine/engine'
import type { GenerationStats } from '../../../shared/domain/message'

/** The figures of a reply after one more part: its tokens and times add up, the first token was that of the first part. */
export function addPart(before: GenerationStats | null, part: GenerationFigures): GenerationStats {
  const { tokens, tokensPerSecond, timeToFirstTokenMs, promptEvaluated, promptReused } = part
  return {
    tokens: (before?.tokens ?? 0) + tokens,
    tokensPerSecond: joinedSpeed(before, { tokens, tokensPerSecond }),
    timeToFirstTokenMs: before?.timeToFirstTokenMs ?? timeToFirstTokenMs,
    promptEvaluated: (before?.promptEvaluated ?? 0) + promptEvaluated,
    promptReused: before ? before.promptReused : promptReused
  }
}

type Speed = Pick<GenerationStats, 'tokens' | 'tokensPerSecond'>

function joinedSpeed(before: Speed | null, part: Speed): number | null {
  if (!before?.tokensPerSecond) return part.tokensPerSecond
  if (!part.tokensPerSecond) return before.tokensPerSecond
  const seconds = before.tokens / before.tokensPerSecond + part.tokens / part.tokensPerSecond
  return seconds > 0 ? (before.tokens + part.tokens) / seconds : null
}
