import type { AppError } from '../../../shared/contract/appError'

/** Carries an AppError through code that throws, up to the router, which returns it as the call's result. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError'
  constructor(readonly error: AppError) {
    super('params' in error ? `${error.code} ${JSON.stringify(error.params)}` : error.code)
  }
}
