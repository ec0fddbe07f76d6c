/** HTTP surface of runners, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  RegisterRunnerBody,
  RegistrationTokenIdParams,
  RegistrationTokenListQuery,
  RunnerBody,
  RunnerIdParams,
  RunnerListQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { invalidField } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import { knownRunner } from './known-runner.ts'
import { dropRegistrationToken, dropRunner, makeRegistrationToken, unregisterRunner } from './manage.ts'
import { insertRunner, listRegistrationTokens, listRunners } from './runner-store.ts'
import { hashToken, newRunnerToken } from './tokens.ts'

export function runnerRoutes({ db }: { db: Database }): Router {
  const api = apiRouter()

  api.on('generateRunnerRegistrationToken', {}, ({ viewer }) => makeRegistrationToken(db, viewer.username))
  api.on('listRunnerRegistrationTokens', { query: RegistrationTokenListQuery }, ({ query }) =>
    listRegistrationTokens(db, query)
  )
  api.on('deleteRunnerRegistrationToken', { params: RegistrationTokenIdParams }, ({ params }) =>
    dropRegistrationToken(db, params.registrationTokenId)
  )

  api.on('listRunners', { query: RunnerListQuery }, ({ query }) => listRunners(db, query))
  api.on('registerRunner', { body: RegisterRunnerBody }, async ({ body, req }) => {
    const runnerToken = newRunnerToken()
    const id = await insertRunner(db, body, { tokenHash: hashToken(runnerToken), ip: req.ip ?? '' })
    if (id === 'no-token') throw new AppError('not_found', 'Registration token is invalid')
    if (id === 'name-taken') throw invalidField('name', 'This runner name already exists on this instance')
    log('runners').info('Runner {name} is registered', { name: body.name })
    return { id, runnerToken }
  })
  api.on('unregisterRunner', { body: RunnerBody }, async ({ body }) => {
    const runner = await knownRunner(db, body.runnerToken)
    await unregisterRunner(db, runner.id)
    log('runners').info('Runner {name} took back its registration', { name: runner.name })
  })
  api.on('deleteRunner', { params: RunnerIdParams }, ({ params, viewer }) =>
    dropRunner(db, params.runnerId, viewer.username)
  )
  return api.router
}
