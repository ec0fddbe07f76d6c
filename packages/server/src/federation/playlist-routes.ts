/** Playlists for peers: of an account, of a channel, each by itself, and what each holds. Only what is public is told. */
import type { Request, Response } from 'express'
import { z } from 'zod'
import { ELEMENT_TYPE, PlaylistReference } from '../contract/index.ts'
import {
  findElement,
  findPlaylist,
  listElements,
  listPlaylists,
  type PlaylistScope
} from '../features/playlists/index.ts'
import { AppError } from '../kernel/errors.ts'
import { siteOf } from '../kernel/site.ts'
import { parse } from '../platform/http.ts'
import type { Queryable } from '../platform/postgres.ts'
import { findOwnerId, type LocalActor } from './actor-store.ts'
import { COLLECTION_PAGE_SIZE, type CollectionPage, PageQuery } from './collection.ts'
import { toElementDocument, toPlaylistDocument } from './playlist-document.ts'

type Get = (path: string | string[], answer: (req: Request, res: Response) => Promise<object>) => void

interface PlaylistDeps {
  readonly db: Queryable
  readonly origin: string
}

const PRIVATE = 3
const ElementReference = z.object({
  elementId: z.coerce
    .number('Invalid value')
    .int()
    .min(1)
    .max(2 ** 53)
})

export function servePlaylists(get: Get, { db, origin }: PlaylistDeps): void {
  const site = siteOf(origin)

  get('/video-playlists/:playlistId', async req => {
    const playlist = await tellable(req)
    const { page } = parse(PageQuery, req.query, 'query')
    if (page === undefined) return toPlaylistDocument(site, playlist)
    const range = { start: (page - 1) * COLLECTION_PAGE_SIZE, count: COLLECTION_PAGE_SIZE }
    const { data } = await listElements(db, site, { playlistId: playlist.id, viewer: undefined, ...range })
    const elements = data.filter(({ type }) => type === ELEMENT_TYPE.regular)
    return toPlaylistDocument(site, playlist, { page, elements })
  })

  get('/video-playlists/:playlistId/videos/:elementId', async req => {
    const { elementId } = parse(ElementReference, req.params, 'params')
    const playlist = await tellable(req)
    const element = await findElement(db, site, { playlistId: playlist.id, elementId })
    if (!element || element.type !== ELEMENT_TYPE.regular)
      throw new AppError('not_found', 'Video playlist element not found')
    return toElementDocument(playlist, element)
  })

  async function tellable(req: Request) {
    const { playlistId } = parse(PlaylistReference, req.params, 'params')
    const found = await findPlaylist(db, site, playlistId)
    if (
      !found?.playlist.isLocal ||
      found.playlist.privacy.id === PRIVATE ||
      (found.isByNumber && found.playlist.privacy.id !== 1)
    )
      throw new AppError('not_found', 'Video playlist not found')
    return found.playlist
  }
}

/** Addresses of an actor's public playlists, the newest first. */
export async function playlistsOf(
  { db, origin }: PlaylistDeps,
  actor: LocalActor,
  range: { start: number; count: number }
): Promise<CollectionPage> {
  const scope = await scopeOf(db, actor)
  if (!scope) return { total: 0, items: [] }
  const { total, data } = await listPlaylists(db, siteOf(origin), scope, { ...range, sort: '-createdAt' })
  return { total, items: data.map(({ url }) => url) }
}

async function scopeOf(db: Queryable, actor: LocalActor): Promise<PlaylistScope | undefined> {
  if (actor.kind === 'application') return undefined
  const id = await findOwnerId(db, actor)
  if (id === undefined) return undefined
  return actor.kind === 'group'
    ? { kind: 'channel', channelId: id }
    : { kind: 'account', accountId: id, isOwner: false }
}
