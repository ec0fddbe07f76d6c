import { FetchError } from '../../platform/fetch.ts'

const TOO_MANY_REQUESTS = 429

/** Whether what another server could not give now may be had when it is asked again. Of refusals, those that pass. */
export const mayAnswerLater = (error: unknown): boolean =>
  error instanceof FetchError &&
  (error.failure === 'unreachable' || error.status === TOO_MANY_REQUESTS || (error.status ?? 0) >= 500)
