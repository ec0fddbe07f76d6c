/** `GET /overviews/videos`: what there is, by category, tag and channel. Shape: PeerTube 6.3. */
import type { Router } from 'express'
import { OverviewQuery } from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { toChannelSummary } from '../actors/index.ts'
import type { Settings } from '../configuration/index.ts'
import { CATEGORIES, constantOf, listedFor, toSummary, withOwnChoice } from '../videos/index.ts'
import { findGroups, type Group, type GroupKind } from './queries.ts'

export interface OverviewDeps {
  readonly db: Queryable
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
}

export function overviewRoutes({ db, origin, settings }: OverviewDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('getVideosOverview', { query: OverviewQuery }, async ({ query, viewer }) => {
    const { defaultNSFWPolicy: defaultNsfwPolicy } = settings.current().instance
    const chosen = await withOwnChoice(db, {}, { viewer, defaultNsfwPolicy })
    const groups = await findGroups(db, listedFor(viewer, chosen), query.page)
    const ofKind = (kind: GroupKind) => groups.filter(group => group.kind === kind)
    const videosOf = ({ rows }: Group) => rows.map(row => toSummary(site, row))

    return {
      categories: ofKind('category').map(group => ({
        category: constantOf(CATEGORIES, Number(group.key)),
        videos: videosOf(group)
      })),
      tags: ofKind('tag').map(group => ({ tag: group.key, videos: videosOf(group) })),
      channels: ofKind('channel').map(group => ({
        channel: toChannelSummary(site, group.rows[0]!.channel),
        videos: videosOf(group)
      }))
    }
  })
  return api.router
}
