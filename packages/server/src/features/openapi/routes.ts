/** The document that describes the API, mounted at /api/v1. */
import type { Router } from 'express'
import { ANSWERED, apiRouter, operationsOf } from '../../platform/api-router.ts'
import { type ApiDescription, describeApi } from './document.ts'

const CACHE = 'public, max-age=600'

/** @param routers Everything else under /api/v1. The document is made once, when somebody first asks for it. */
export function withOpenApi(description: ApiDescription, routers: readonly Router[]): Router[] {
  const api = apiRouter()
  const all = [...routers, api.router]
  let document: Buffer | undefined

  api.on('getOpenApiDocument', {}, ({ res }) => {
    document ??= write(description, all)
    res.set('Cache-Control', CACHE).type('application/json').send(document)
    return ANSWERED
  })
  return all
}

function write(description: ApiDescription, routers: readonly Router[]): Buffer {
  const served = new Map(routers.flatMap(router => [...operationsOf(router)]))
  return Buffer.from(JSON.stringify(describeApi(description, served)))
}
