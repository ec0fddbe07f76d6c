/** HTTP surface of playlists, mounted at /api/v1. Shapes: PeerTube 6.3. */
import * as media from '@colombier/transcoder/media'
import type { Router } from 'express'
import {
  ActorHandle,
  CreatePlaylistBody,
  PlaylistListQuery,
  PlaylistReference,
  PlaylistSearchQuery,
  PlaylistVideosQuery,
  UpdatePlaylistBody,
  type VideoReference,
  VideosExistQuery
} from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import { appendEvent } from '../../platform/events.ts'
import type { ReceivedFile } from '../../platform/form.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { findAccount, findChannel } from '../actors/index.ts'
import { serveElements } from './element-routes.ts'
import { makeThumbnail, THUMBNAIL_MAX_BYTES, thumbnailKey } from './make-thumbnail.ts'
import { findHolders, listElements, listPlaylists, searchPlaylists } from './queries.ts'
import { seePlaylist } from './see-playlist.ts'
import { deletePlaylist, insertPlaylist, lockPlaylist, updatePlaylist } from './store.ts'
import { PLAYLIST_PRIVACIES } from './wire.ts'

export interface PlaylistDeps {
  readonly db: Database
  readonly storage: Storage
  /** Public origin of this server. */
  readonly origin: string
}

const FILES = { thumbnailfile: THUMBNAIL_MAX_BYTES }

export function playlistRoutes(deps: PlaylistDeps): Router {
  const api = apiRouter(deps.storage)
  serveLists(api, deps)
  serveSearch(api, deps)
  serveWrites(api, deps)
  serveElements(api, deps)
  return api.router
}

function serveLists(api: ApiRouter, { db, origin }: PlaylistDeps): void {
  const site = siteOf(origin)
  api.on('getPlaylistPrivacyPolicies', {}, () => PLAYLIST_PRIVACIES)

  api.on('getPlaylists', { query: PlaylistListQuery }, ({ query }) =>
    listPlaylists(db, site, { kind: 'public' }, query)
  )

  api.on(
    'getAccountPlaylists',
    { params: ActorHandle, query: PlaylistListQuery },
    async ({ params, query, viewer }) => {
      const { id: accountId } = await findAccount(db, site, params.handle)
      return listPlaylists(db, site, { kind: 'account', accountId, isOwner: viewer?.accountId === accountId }, query)
    }
  )
  api.on('getVideoChannelPlaylists', { params: ActorHandle, query: PlaylistListQuery }, async ({ params, query }) => {
    const { id: channelId } = await findChannel(db, site, params.handle)
    return listPlaylists(db, site, { kind: 'channel', channelId }, query)
  })
  api.on('doVideosExistInPlaylists', { query: VideosExistQuery }, ({ viewer, query }) =>
    findHolders(db, viewer.accountId, query.videoIds)
  )

  const visible = ({ playlistId }: { playlistId: VideoReference }, viewer: Viewer | undefined) =>
    seePlaylist(db, site, playlistId, viewer)
  api.on('getPlaylist', { params: PlaylistReference }, ({ params, viewer }) => visible(params, viewer))
  api.on('getVideoPlaylistVideos', { params: PlaylistReference, query: PlaylistVideosQuery }, async call => {
    const { id: playlistId } = await visible(call.params, call.viewer)
    return listElements(db, site, { playlistId, viewer: call.viewer, ...call.query })
  })
}

function serveSearch(api: ApiRouter, { db, origin }: PlaylistDeps): void {
  const site = siteOf(origin)
  const search = (query: PlaylistSearchQuery) => searchPlaylists(db, site, query)
  api.on('searchPlaylists', { query: PlaylistSearchQuery }, ({ query }) => search(query))
  api.on('searchPlaylistsByBody', { body: PlaylistSearchQuery }, ({ body }) => search(body))
}

function serveWrites(api: ApiRouter, { db, storage }: PlaylistDeps): void {
  api.on('addPlaylist', { body: CreatePlaylistBody, files: FILES }, ({ body, files, viewer }) =>
    withThumbnail(files, async thumbnailName => {
      const { accountId } = viewer
      const { id, uuid } = await db.transaction(async tx => {
        const made = await insertPlaylist(tx, { ...body, accountId, thumbnailName })
        await appendEvent(tx, { type: 'playlist.created', playlistId: made.id })
        return made
      })
      return { videoPlaylist: { id, shortUUID: toShortUuid(uuid), uuid } }
    })
  )

  api.on('putPlaylist', { params: PlaylistReference, body: UpdatePlaylistBody, files: FILES }, async call => {
    await db.transaction(async tx => assertMine(call, await lockPlaylist(tx, call.params.playlistId)))
    const before = await withThumbnail(call.files, thumbnailName =>
      db.transaction(async tx => {
        const playlist = await lockPlaylist(tx, call.params.playlistId)
        assertMine(call, playlist)
        await updatePlaylist(tx, playlist, { ...call.body, thumbnailName })
        await appendEvent(tx, { type: 'playlist.updated', playlistId: playlist.id })
        return thumbnailName && playlist.thumbnailName
      })
    )
    if (before) await storage.remove(thumbnailKey(before))
  })

  api.on('delPlaylist', { params: PlaylistReference }, async call => {
    const { thumbnailName } = await db.transaction(async tx => {
      const playlist = await lockPlaylist(tx, call.params.playlistId)
      assertMine(call, playlist)
      await deletePlaylist(tx, playlist)
      await appendEvent(tx, { type: 'playlist.removed', uuid: playlist.uuid })
      return playlist
    })
    if (thumbnailName) await storage.remove(thumbnailKey(thumbnailName))
  })

  /** The file before the row; a crash between them leaves a file that the sweeper removes. */
  async function withThumbnail<Result>(
    files: ReadonlyMap<string, ReceivedFile>,
    write: (thumbnailName: string | null) => Promise<Result>
  ): Promise<Result> {
    const picture = files.get('thumbnailfile')
    if (!picture) return write(null)
    const name = await makeThumbnail({ media, storage }, picture.path)
    try {
      return await write(name)
    } catch (error) {
      await storage.remove(thumbnailKey(name))
      throw error
    }
  }
}

export function assertMine(
  { assertMay }: { assertMay(ownerAccountId: number, message: string): void },
  { accountId }: { accountId: number }
): void {
  assertMay(accountId, 'Cannot manage video playlist of another user')
}
