/** Writes of the playlists slice. Tables: playlist, playlist_element. Inside a transaction, the playlist is locked. */
import {
  type CreatePlaylistBody,
  PLAYLIST_PRIVACY,
  PLAYLIST_TYPE,
  type ReorderBody,
  type UpdateElementBody,
  type UpdatePlaylistBody,
  type VideoReference
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** PeerTube has no limit; a list that nobody can look through serves nobody. */
export const ELEMENTS_MAX = 5000
export const PLAYLISTS_MAX = 1000

export interface LockedPlaylist {
  readonly id: number
  readonly uuid: string
  readonly accountId: number
  readonly type: number
  readonly privacy: number
  readonly channelId: number | null
  readonly thumbnailName: string | null
}

/** Of two changes at once, the second waits. @throws AppError `not_found` */
export async function lockPlaylist(tx: Queryable, reference: VideoReference): Promise<LockedPlaylist> {
  const { rows } = await tx.query<LockedPlaylist>(
    `SELECT id, uuid, account_id AS "accountId", type, privacy, channel_id AS "channelId", thumbnail_name AS "thumbnailName"
       FROM playlist WHERE ${'id' in reference ? 'id' : 'uuid'} = $1 FOR NO KEY UPDATE`,
    ['id' in reference ? reference.id : reference.uuid]
  )
  if (!rows[0]) throw playlistNotFound()
  return rows[0]
}

export const playlistNotFound = () => new AppError('not_found', 'Video playlist not found')

/** @throws AppError `not_found` for a channel that is not the account's; `invalid` for one playlist too many. */
export async function insertPlaylist(
  tx: Queryable,
  { accountId, thumbnailName, ...body }: CreatePlaylistBody & { accountId: number; thumbnailName: string | null }
): Promise<{ id: number; uuid: string }> {
  if (body.videoChannelId !== null) await assertChannelOf(tx, accountId, body.videoChannelId)
  const { rows } = await tx.query<{ id: number; uuid: string }>(
    `INSERT INTO playlist (account_id, channel_id, privacy, display_name, description, thumbnail_name)
     SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM playlist WHERE account_id = $1) < $7
     RETURNING id, uuid`,
    [accountId, body.videoChannelId, body.privacy, body.displayName, body.description, thumbnailName, PLAYLISTS_MAX]
  )
  if (!rows[0]) throw new AppError('invalid', `You cannot have more than ${PLAYLISTS_MAX} playlists`)
  return rows[0]
}

async function assertChannelOf(tx: Queryable, accountId: number, channelId: number): Promise<void> {
  const { rowCount } = await tx.query('SELECT FROM channel WHERE id = $1 AND account_id = $2 FOR KEY SHARE', [
    channelId,
    accountId
  ])
  if (rowCount === 0) throw new AppError('not_found', 'Video channel not found')
}

/** @throws AppError `invalid` when it would be public without a channel, or is the list of videos to watch later. */
export async function updatePlaylist(
  tx: Queryable,
  playlist: LockedPlaylist,
  change: UpdatePlaylistBody & { thumbnailName: string | null }
): Promise<void> {
  if (playlist.type === PLAYLIST_TYPE.watchLater) throw new AppError('invalid', 'Cannot update a watch later playlist.')
  const privacy = change.privacy ?? playlist.privacy
  const channelId = change.videoChannelId === undefined ? playlist.channelId : change.videoChannelId
  if (privacy === PLAYLIST_PRIVACY.public && channelId === null)
    throw new AppError('invalid', 'Cannot set "public" a playlist that is not assigned to a channel.', {
      field: 'videoChannelId'
    })
  if (channelId !== null && channelId !== playlist.channelId) await assertChannelOf(tx, playlist.accountId, channelId)

  await tx.query(
    `UPDATE playlist
        SET privacy = $2, channel_id = $3, display_name = coalesce($4, display_name),
            description = CASE WHEN $5 THEN $6 ELSE description END,
            thumbnail_name = coalesce($7, thumbnail_name), updated_at = now()
      WHERE id = $1`,
    [
      ...[playlist.id, privacy, channelId, change.displayName ?? null],
      ...[change.description !== undefined, change.description ?? null, change.thumbnailName]
    ]
  )
}

/** @throws AppError `invalid` for the list of videos to watch later. */
export async function deletePlaylist(tx: Queryable, { id, type }: LockedPlaylist): Promise<void> {
  if (type === PLAYLIST_TYPE.watchLater) throw new AppError('invalid', 'Cannot delete a watch later playlist.')
  await tx.query('DELETE FROM playlist WHERE id = $1', [id])
}

/** At the end. @returns The element's id. @throws AppError `invalid` when the playlist is full. */
export async function appendElement(
  tx: Queryable,
  { id }: LockedPlaylist,
  { videoId, startTimestamp, stopTimestamp }: UpdateElementBody & { videoId: number }
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO playlist_element (playlist_id, video_id, position, start_seconds, stop_seconds)
     SELECT $1, $2, coalesce(max(position), 0) + 1, $3, $4 FROM playlist_element
      WHERE playlist_id = $1 HAVING count(*) < $5 RETURNING id`,
    [id, videoId, startTimestamp ?? null, stopTimestamp ?? null, ELEMENTS_MAX]
  )
  if (!rows[0]) throw new AppError('invalid', `A playlist cannot hold more than ${ELEMENTS_MAX} videos`)
  await touch(tx, id)
  return rows[0].id
}

/** What is absent stays; null takes it away. @throws AppError `not_found`; `invalid` when it would stop before it starts. */
export async function updateElement(
  tx: Queryable,
  { id }: LockedPlaylist,
  { elementId, ...change }: UpdateElementBody & { elementId: number }
): Promise<void> {
  const { rows } = await tx.query<{ start: number | null; stop: number | null }>(
    'SELECT start_seconds AS start, stop_seconds AS stop FROM playlist_element WHERE id = $1 AND playlist_id = $2',
    [elementId, id]
  )
  if (!rows[0]) throw elementNotFound()
  const start = change.startTimestamp === undefined ? rows[0].start : change.startTimestamp
  const stop = change.stopTimestamp === undefined ? rows[0].stop : change.stopTimestamp
  if (start !== null && stop !== null && stop < start)
    throw new AppError('invalid', 'A video cannot stop before it starts.')
  await tx.query('UPDATE playlist_element SET start_seconds = $2, stop_seconds = $3 WHERE id = $1', [
    elementId,
    start,
    stop
  ])
  await touch(tx, id)
}

/** The others move up. @throws AppError `not_found` */
export async function deleteElement(tx: Queryable, { id }: LockedPlaylist, elementId: number): Promise<void> {
  const { rows } = await tx.query<{ position: number }>(
    'DELETE FROM playlist_element WHERE id = $1 AND playlist_id = $2 RETURNING position',
    [elementId, id]
  )
  if (!rows[0]) throw elementNotFound()
  await tx.query('UPDATE playlist_element SET position = position - 1 WHERE playlist_id = $1 AND position > $2', [
    ...[id, rows[0].position]
  ])
  await touch(tx, id)
}

/** Moves a block of elements behind the place, as they are numbered now. @throws AppError `invalid` beyond the end. */
export async function reorderElements(
  tx: Queryable,
  { id }: LockedPlaylist,
  { startPosition, insertAfterPosition, reorderLength }: ReorderBody
): Promise<void> {
  const { rows } = await tx.query<{ length: number }>(
    'SELECT count(*) AS length FROM playlist_element WHERE playlist_id = $1',
    [id]
  )
  const length = rows[0]?.length ?? 0
  if (startPosition > length || insertAfterPosition > length || startPosition + reorderLength - 1 > length)
    throw new AppError('invalid', `This playlist has ${length} elements.`)
  const last = startPosition + reorderLength - 1
  // Within itself a block is moved nowhere.
  if (insertAfterPosition >= startPosition - 1 && insertAfterPosition <= last) return
  await tx.query(
    `UPDATE playlist_element SET position = moved.place
       FROM (SELECT id, row_number() OVER (ORDER BY
                      CASE WHEN position BETWEEN $2 AND $3 THEN $4::numeric + 0.5 ELSE position END, position) AS place
               FROM playlist_element WHERE playlist_id = $1) moved
      WHERE moved.id = playlist_element.id AND moved.place <> playlist_element.position`,
    [id, startPosition, last, insertAfterPosition]
  )
  await touch(tx, id)
}

const elementNotFound = () => new AppError('not_found', 'Video playlist element not found')

const touch = (tx: Queryable, id: number) => tx.query('UPDATE playlist SET updated_at = now() WHERE id = $1', [id])

/** Those that every user has from the start, as `GET /users/me` tells them: an SQL expression of type json. */
export const specialPlaylistsJson = (accountId: string) => `
  (SELECT coalesce(json_agg(json_build_object('id', id, 'name', display_name, 'type', type)), '[]')
     FROM playlist WHERE account_id = ${accountId} AND type = ${PLAYLIST_TYPE.watchLater})`
