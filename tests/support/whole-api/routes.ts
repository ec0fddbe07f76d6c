/** What Express really has under /api/v1, read from its own stack. */
import type { Express, Router } from 'express'
import { operationsOf } from '../../../packages/server/src/platform/api-router.ts'

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle: unknown
  /** What it was mounted at. */
  readonly rawPath: unknown
}

export interface Routes {
  /** `GET /videos/:id`, of routers that the table drives. */
  readonly ofTable: readonly string[]
  readonly beside: readonly string[]
}

export function readRoutes(app: Express): Routes {
  const ofTable: string[] = []
  const beside: string[] = []
  for (const layer of stackOf(app.router)) {
    if (layer.rawPath !== '/api/v1') continue
    const routes = stackOf(layer.handle as Router).flatMap(routesOf)
    const known = operationsOf(layer.handle as Router).size
    ;(known > 0 && routes.length === known ? ofTable : beside).push(...routes)
  }
  return { ofTable, beside }
}

const stackOf = (router: unknown) => ((router as { stack?: Layer[] }).stack ?? []) as readonly Layer[]

function routesOf({ route, handle }: Layer): string[] {
  if (!route) return stackOf(handle).flatMap(routesOf)
  return Object.keys(route.methods).map(method => `${method.toUpperCase()} ${route.path}`)
}
