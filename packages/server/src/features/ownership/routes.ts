/** HTTP surface of ownership changes, mounted at /api/v1 before the videos' own. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  AcceptOwnershipBody,
  GiveOwnershipBody,
  OwnershipListQuery,
  OwnershipReference,
  VideoReference
} from '../../contract/index.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import { acceptVideo, giveVideo, refuseVideo, withdrawOffer } from './change-owner.ts'
import { listOffers } from './list-offers.ts'

export function ownershipRoutes({ db, origin }: { db: Database; origin: string }): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('giveVideoOwnership', { params: VideoReference, body: GiveOwnershipBody }, call => giveVideo(db, call))
  api.on('getVideoOwnershipChanges', { query: OwnershipListQuery }, ({ viewer, query }) =>
    listOffers(db, site, viewer.accountId, query)
  )
  api.on('acceptVideoOwnership', { params: OwnershipReference, body: AcceptOwnershipBody }, call =>
    acceptVideo(db, call)
  )
  api.on('refuseVideoOwnership', { params: OwnershipReference }, call => refuseVideo(db, call))
  api.on('withdrawVideoOwnership', { params: OwnershipReference }, call => withdrawOffer(db, call))
  return api.router
}
