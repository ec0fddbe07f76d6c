/** HTTP surface of seeding, mounted at /api/v1. */
import type { Router } from 'express'
import { apiRouter } from '../../platform/api-router.ts'
import type { Seeding } from './seed-wanted.ts'

export function seedingRoutes(seeding: Pick<Seeding, 'report'>): Router {
  const api = apiRouter()
  api.on('getSeeding', {}, () => seeding.report())
  return api.router
}
