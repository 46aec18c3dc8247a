import type { LlamaModel, Token } from 'node-llama-cpp'
import type { WrittenPiece } from '../../shared/domain/writtenPieces'
import { USER_DEFINED } from './plainText'

/** The text of tokens as the model reads them: marks of the vocabulary apart, each in its written form. Joined it is the whole of it. */
export function piecesOf(model: LlamaModel, tokens: readonly Token[]): WrittenPiece[] {
  const types: readonly number[] = model.fileInfo.metadata.tokenizer?.ggml?.token_type ?? []
  const isMark = (token: Token): boolean => model.isSpecialToken(token) || types[token] === USER_DEFINED
  const pieces: WrittenPiece[] = []
  let run: Token[] = []
  const endRun = (): void => {
    const text = run.length === 0 ? '' : model.detokenize(run, false, tokens.slice(0, 1))
    if (text !== '') pieces.push({ text, isMark: false })
    run = []
  }
  for (const token of tokens) {
    if (!isMark(token)) {
      run.push(token)
      continue
    }
    endRun()
    pieces.push({ text: model.detokenize([token], true), isMark: true })
  }
  endRun()
  return pieces
}
