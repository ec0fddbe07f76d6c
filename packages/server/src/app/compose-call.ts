/** The operations of the API, for pages: nothing is decided twice, and what is done is written down as well. */
import type { Router } from 'express'
import { OPERATIONS } from '../contract/index.ts'
import { noteDone } from '../features/logs/index.ts'
import { type CallOperation, operationCaller } from '../platform/call-operation.ts'
import type { Parts } from './compose-parts.ts'

export function composeCall({ db }: Pick<Parts, 'db'>, api: readonly Router[]): CallOperation {
  const call = operationCaller(api)
  return async (id, request) => {
    const answer = await call(id, request)
    if (!OPERATIONS[id].on.startsWith('GET ')) noteDone(db, request, id)
    return answer as never
  }
}
