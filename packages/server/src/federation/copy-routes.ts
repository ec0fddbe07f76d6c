/** Copies that are held here, for peers, each at its id. */
import type { Request, Response } from 'express'
import { VideoUuid } from '../contract/index.ts'
import { findToldCopyOf } from '../features/redundancy/index.ts'
import { AppError } from '../kernel/errors.ts'
import { siteOf } from '../kernel/site.ts'
import { parse } from '../platform/http.ts'
import type { Queryable } from '../platform/postgres.ts'
import { PUBLIC, withContext } from './context.ts'
import { toCopyObject } from './copy-document.ts'
import { followersOf } from './outgoing/activities.ts'
import { application } from './outgoing/speakers.ts'

type Get = (path: string | string[], answer: (req: Request, res: Response) => Promise<object>) => void

export function serveCopies(get: Get, { db, origin }: { readonly db: Queryable; readonly origin: string }): void {
  const site = siteOf(origin)
  get('/redundancy/streaming-playlists/hls/:uuid', async req => {
    const copy = await findToldCopyOf(db, parse(VideoUuid, req.params['uuid'], 'params'))
    if (!copy) throw new AppError('not_found', 'Video redundancy not found')
    const { url } = await application(db, site)
    return withContext('copy', { to: [PUBLIC], cc: [followersOf(url)], ...toCopyObject(site, copy) })
  })
}
