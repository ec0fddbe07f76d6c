/**
 * Operations of the API, called from within: the pages' forms do what the API does, and may what the API lets them.
 * The same table of access, limits, schemas and handlers; only the request comes from a form instead of a client.
 */
import type { Request, Response, Router } from 'express'
import { OPERATIONS, type OperationId } from '../contract/index.ts'
import { ANSWERED, admit, type Given, handlerOf, operationsOf, readCall } from './api-router.ts'

/** The page's own request says who asks. */
export interface OperationRequest extends Given {
  readonly req: Request
  readonly res: Response
}

/**
 * @returns What the API would answer as JSON; undefined for 204.
 * @throws What the API would refuse it with: AppError, or InvalidRequest naming the fields at fault.
 */
export type CallOperation = <Answer = undefined>(id: OperationId, request: OperationRequest) => Promise<Answer>

/** @param routers All of the API. Operations that write their answer by themselves cannot be called. */
export function operationCaller(routers: readonly Router[]): CallOperation {
  return async <Answer>(id: OperationId, { req, res, ...given }: OperationRequest) => {
    const router = routers.find(one => operationsOf(one).has(id))
    const spec = router && operationsOf(router).get(id)
    const handle = router && handlerOf(router, id)
    if (!spec || !handle) throw new TypeError(`No router serves ${id}.`)
    const operation = OPERATIONS[id]
    await admit(id, operation, res)
    const answer = await handle(readCall(req, res, { operation, spec, given }) as never)
    if (answer === ANSWERED) throw new TypeError(`${id} answers by itself.`)
    return answer as Answer
  }
}
