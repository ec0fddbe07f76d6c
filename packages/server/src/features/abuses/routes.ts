/** HTTP surface of reports to the moderators, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  AbuseBody,
  AbuseMessageBody,
  AbuseMessageReference,
  AbuseReference,
  AbusesQuery,
  MyAbusesQuery,
  ReportBody
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { existing, missing, readConversation, writeMessage } from './conversation.ts'
import { listAbuses, listAbusesOf } from './queries.ts'
import { reportAbuse } from './report-abuse.ts'
import { changeAbuse, deleteAbuse, deleteMessage, type FoundAbuse, findMessageAuthor } from './store.ts'

export interface AbusesDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
}

export function abuseRoutes(deps: AbusesDeps): Router {
  const { db, origin } = deps
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('getAbuses', { query: AbusesQuery }, ({ query, viewer }) => listAbuses(db, site, { ...query, viewer }))
  api.on('getMyAbuses', { query: MyAbusesQuery }, ({ query, viewer }) =>
    listAbusesOf(db, site, { ...query, accountId: viewer.accountId })
  )
  api.on('reportAbuse', { body: ReportBody }, async ({ viewer, body }) => {
    return { abuse: { id: await reportAbuse(db, viewer, body) } }
  })
  api.on('updateAbuse', { params: AbuseReference, body: AbuseBody }, async ({ params, body }) => {
    await db.transaction(async tx => {
      const abuse = await existing(tx, params.abuseId, 'FOR UPDATE')
      await changeAbuse(tx, abuse.id, body)
      if (body.state !== undefined && body.state !== abuse.state)
        await appendEvent(tx, { type: 'abuse.state-changed', abuseId: abuse.id })
    })
  })
  api.on('deleteAbuse', { params: AbuseReference }, async ({ params }) => {
    if (!(await deleteAbuse(db, params.abuseId))) throw missing()
  })
  messageRoutes(api, deps)
  return api.router
}

/** Between a reporter of this server and its moderators. */
function messageRoutes(api: ApiRouter, { db, origin }: AbusesDeps): void {
  const site = siteOf(origin)

  api.on('getAbuseMessages', { params: AbuseReference }, async call => {
    const abuse = await conversation(db, call)
    const data = await readConversation(db, site, abuse.id)
    return { total: data.length, data }
  })

  api.on('addAbuseMessage', { params: AbuseReference, body: AbuseMessageBody }, async call => {
    const { viewer, body } = call
    const abuse = await conversation(db, call)
    const isByModerator = viewer.accountId !== abuse.reporterAccountId
    const id = await writeMessage(db, viewer, { abuseId: abuse.id, text: body.message, isByModerator })
    return { abuseMessage: { id } }
  })

  api.on('deleteAbuseMessage', { params: AbuseMessageReference }, async call => {
    const abuse = await conversation(db, call)
    const message = await findMessageAuthor(db, abuse.id, call.params.messageId)
    if (!message) throw new AppError('not_found', 'Abuse message not found')
    call.assertMay(message.accountId, 'Cannot delete this abuse message')
    await deleteMessage(db, call.params.messageId)
  })
}

interface AbuseCall {
  readonly params: { readonly abuseId: number }
  assertMay(ownerAccountId: number | null): void
}

/** The report whose messages the caller may read and write. */
async function conversation(db: Queryable, { params, assertMay }: AbuseCall): Promise<FoundAbuse> {
  const abuse = await existing(db, params.abuseId)
  assertMay(abuse.reporterAccountId)
  if (!abuse.isReporterLocal) throw new AppError('invalid', 'This abuse was not created by a user of your instance.')
  return abuse
}
