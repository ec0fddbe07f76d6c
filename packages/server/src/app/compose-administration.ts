/** The parts of the API that tell of the server itself, or look after it. */
import type { Router } from 'express'
import { absentRoutes } from '../features/absent/index.ts'
import { actorImageRoutes, openActorImages } from '../features/actor-images/index.ts'
import type { Settings } from '../features/configuration/index.ts'
import { contactRoutes } from '../features/contact/index.ts'
import { type JobsDeps, jobRoutes } from '../features/jobs/index.ts'
import { logRoutes } from '../features/logs/index.ts'
import { clientLanguageRoutes } from '../features/pages/index.ts'
import { redundancyRoutes } from '../features/redundancy/index.ts'
import { serverFollowRoutes } from '../features/server-follows/index.ts'
import { listTranscodingJobs } from '../features/transcoding/index.ts'
import { siteOf } from '../kernel/site.ts'
import type { Database } from '../platform/postgres.ts'
import type { Storage } from '../platform/storage/disk.ts'

export interface AdministrationDeps extends Pick<JobsDeps, 'queue' | 'commands'> {
  readonly db: Database
  readonly storage: Storage
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** E-mail can be sent. */
  readonly hasMail: boolean
  /** Says that somebody wants to follow another server. */
  readonly settleWishesSoon: () => void
}

export async function administrationRoutes(deps: AdministrationDeps): Promise<Router[]> {
  const { db } = deps
  const sources: JobsDeps['sources'] = [{ type: 'video-transcoding', list: range => listTranscodingJobs(db, range) }]
  return [
    actorImageRoutes(await openActorImages(deps)),
    jobRoutes({ ...deps, sources }),
    logRoutes(deps),
    serverFollowRoutes({ ...deps, settleSoon: deps.settleWishesSoon }),
    redundancyRoutes({ ...deps, site: siteOf(deps.origin) }),
    contactRoutes(deps),
    clientLanguageRoutes(),
    absentRoutes()
  ]
}
