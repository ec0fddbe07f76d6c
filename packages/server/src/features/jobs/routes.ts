/** HTTP surface of background jobs, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  type Job,
  JobListQuery,
  type JobState,
  JobStateParams,
  type ServerCommand,
  ServerCommandBody
} from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { log } from '../../platform/log.ts'

export interface JobRange {
  /** Undefined for every state. */
  readonly state: JobState | undefined
  readonly start: number
  readonly count: number
  readonly isNewestFirst: boolean
}

/** One kind of jobs, as whoever owns them keeps them. */
export interface JobSource {
  /** PeerTube's name of the kind. */
  readonly type: string
  /** By the time they were asked for. */
  list(range: JobRange): Promise<{ total: number; data: Job[] }>
}

export interface JobsDeps {
  readonly sources: readonly JobSource[]
  /** What can be held: jobs that run go on to their end. */
  readonly queue: { pause(): Promise<void>; resume(): Promise<void> }
  /** What the server does now and again by itself. */
  readonly commands: Readonly<Record<ServerCommand, () => Promise<unknown>>>
}

export function jobRoutes({ sources, queue, commands }: JobsDeps): Router {
  const api = apiRouter()

  api.on('pauseJobs', {}, async ({ viewer }) => {
    await queue.pause()
    log('jobs').info('{by} paused the jobs', { by: viewer.username })
  })
  api.on('resumeJobs', {}, async ({ viewer }) => {
    await queue.resume()
    log('jobs').info('{by} resumed the jobs', { by: viewer.username })
  })
  api.on('getJobs', { params: JobStateParams, query: JobListQuery }, ({ params, query }) =>
    listJobs(sources, params.state, query)
  )
  api.on('getAllJobs', { query: JobListQuery }, ({ query }) => listJobs(sources, undefined, query))

  api.on('getDebug', {}, ({ req }) => ({ ip: req.ip, activityPubMessagesWaiting: 0 }))
  api.on('runServerCommand', { body: ServerCommandBody }, async ({ body, viewer }) => {
    await commands[body.command]()
    log('jobs').info('{by} ran {command}', { by: viewer.username, command: body.command })
  })
  return api.router
}

/** Jobs of several kinds in one order: each kind is asked for as much as the page could need of it. */
async function listJobs(
  sources: readonly JobSource[],
  state: JobState | undefined,
  { start, count, sort, jobType }: JobListQuery
): Promise<{ total: number; data: Job[] }> {
  const isNewestFirst = sort.startsWith('-')
  const wanted = sources.filter(({ type }) => !jobType || type === jobType)
  if (wanted.length === 1) return wanted[0]!.list({ state, start, count, isNewestFirst })

  const lists = await Promise.all(
    wanted.map(source => source.list({ state, start: 0, count: start + count, isNewestFirst }))
  )
  const direction = isNewestFirst ? -1 : 1
  const data = lists
    .flatMap(list => list.data)
    .sort((a, b) => direction * (Date.parse(a.createdAt) - Date.parse(b.createdAt)))
    .slice(start, start + count)
  return { total: lists.reduce((sum, { total }) => sum + total, 0), data }
}
