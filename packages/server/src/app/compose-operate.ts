/** The operations of the API, for pages: nothing is decided twice, and what is done is written down as well. */
import type { Router } from 'express'
import { OPERATIONS } from '../contract/index.ts'
import { noteDone } from '../features/logs/index.ts'
import type { Operate } from '../features/pages/index.ts'
import { operationCaller } from '../platform/call-operation.ts'
import type { Parts } from './compose-parts.ts'

export function composeOperate({ db }: Pick<Parts, 'db'>, api: readonly Router[]): Operate {
  const call = operationCaller(api)
  return (async (at, id, input) => {
    const answer = await call<unknown>(id, { ...at, ...input })
    if (!OPERATIONS[id].on.startsWith('GET ')) noteDone(db, at, id)
    return answer
  }) as Operate
}
