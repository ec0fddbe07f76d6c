/** Real things for the parameters of paths, all of them `owner`'s: what an operation is about when somebody calls it. */
import { randomUUID } from 'node:crypto'
import { createChannel } from '../../../packages/server/src/features/channels/create-channel.ts'
import { insertComment } from '../../../packages/server/src/features/comments/store.ts'
import type { Database } from '../../../packages/server/src/platform/postgres.ts'
import { type AVideo, aVideo, giveRendition } from '../a-video.ts'
import { type Caller, makeCaller } from './callers.ts'
import type { WalkedOperation } from './operations.ts'
import { sample } from './samples.ts'

export interface World {
  readonly db: Database
  readonly owner: Caller
}

type Params = Readonly<Record<string, string>>
type MakeThing = (world: World, params: Params) => Promise<unknown>

/** By the path up to the parameter, or one path element further where that decides what it is. */
export const THINGS: Readonly<Record<string, MakeThing>> = {
  '/videos/{id}': async world => (await makeVideo(world)).uuid,
  '/videos/{id}/passwords': async world => (await makeVideo(world, { privacy: 5, passwords: ['one', 'two'] })).uuid,
  '/videos/{id}/passwords/{videoPasswordId}': ({ db }, { id }) =>
    one(db, 'SELECT min(p.id) FROM video_password p JOIN video v ON v.id = p.video_id WHERE v.uuid = $1', [id]),
  '/videos/{id}/metadata/{fileId}': ({ db }, { id }) =>
    one(db, 'SELECT f.id FROM video_file f JOIN video v ON v.id = f.video_id WHERE v.uuid = $1', [id]),
  '/videos/{id}/comment-threads/{threadId}': makeComment,
  '/videos/{id}/comments/{commentId}': makeComment,
  '/accounts/{handle}': async ({ owner }) => owner.username,
  '/video-channels/{handle}': makeChannel,
  '/users/me/videos/{id}': async world => (await makeVideo(world)).id,
  '/users/me/videos/{videoId}': async world => (await makeVideo(world)).id,
  '/watched-words/accounts/{accountName}': async ({ owner }) => owner.username,
  '/watched-words/accounts/{accountName}/lists/{listId}': ({ db, owner }) =>
    one(db, "INSERT INTO watched_words_list (account_id, name, words) VALUES ($1, $2, '{word}') RETURNING id", [
      owner.accountId,
      randomUUID()
    ]),
  '/automatic-tags/accounts/{accountName}': async ({ owner }) => owner.username,
  '/automatic-tags/policies/accounts/{accountName}': async ({ owner }) => owner.username,
  '/abuses/{abuseId}': ({ db, owner }) =>
    one(db, "INSERT INTO abuse (kind, reporter_account_id, reason) VALUES ('account', $1, 'Words') RETURNING id", [
      owner.accountId
    ]),
  '/abuses/{abuseId}/messages/{messageId}': ({ db, owner }, { abuseId }) =>
    one(
      db,
      `INSERT INTO abuse_message (abuse_id, account_id, by_moderator, message) VALUES ($1, $2, false, 'Words')
       RETURNING id`,
      [abuseId, owner.accountId]
    ),
  '/users/{id}/token-sessions': async ({ owner }) => owner.userId,
  '/users/{id}/token-sessions/{tokenSessionId}': ({ db }, { id }) =>
    one(db, 'SELECT id FROM oauth_token WHERE user_id = $1', [id]),
  '/videos/ownership/{id}': async world => {
    const giver = await makeCaller(world.db, 'user', 'giver')
    return one(
      world.db,
      `INSERT INTO ownership_change (video_id, initiator_account_id, next_owner_account_id) VALUES ($1, $2, $3)
       RETURNING id`,
      [(await makeVideo({ ...world, owner: giver })).id, giver.accountId, world.owner.accountId]
    )
  },
  '/videos/ownership/{id}/withdraw': async world => {
    const receiver = await makeCaller(world.db, 'user', 'receiver')
    return one(
      world.db,
      `INSERT INTO ownership_change (video_id, initiator_account_id, next_owner_account_id) VALUES ($1, $2, $3)
       RETURNING id`,
      [(await makeVideo(world)).id, world.owner.accountId, receiver.accountId]
    )
  },
  '/users/{id}': async ({ owner }) => owner.userId,
  '/videos/imports/{id}': ({ db, owner }) =>
    one(
      db,
      `INSERT INTO video_import (user_id, channel_id, target_url, fields, state)
       VALUES ($1, $2, 'https://there.example/', '{}', 4) RETURNING id`,
      [owner.userId, owner.channelId]
    ),
  '/users/{userId}/imports': async ({ db, owner }) => {
    await one(db, 'INSERT INTO user_import (user_id, state, size_bytes) VALUES ($1, 3, 1) RETURNING id', [owner.userId])
    return owner.userId
  },
  '/users/{userId}': async ({ owner }) => owner.userId,
  '/users/{userId}/exports/{id}': ({ db, owner }) =>
    one(
      db,
      `INSERT INTO user_export (user_id, with_video_files, state, expires_at) VALUES ($1, false, 4, 'infinity')
       RETURNING id`,
      [owner.userId]
    ),
  '/users/me/subscriptions/{handle}': makeChannel,
  '/video-playlists/{playlistId}': ({ db, owner }) =>
    one(
      db,
      `INSERT INTO playlist (account_id, channel_id, privacy, display_name) VALUES ($1, $2, 1, 'A playlist') RETURNING id`,
      [owner.accountId, owner.channelId]
    ),
  '/video-playlists/{playlistId}/videos/{playlistElementId}': async (world, { playlistId }) =>
    one(world.db, 'INSERT INTO playlist_element (playlist_id, video_id, position) VALUES ($1, $2, 1) RETURNING id', [
      playlistId,
      (await makeVideo(world)).id
    ]),
  '/server/inbox-failures/{id}': ({ db }) =>
    one(
      db,
      `INSERT INTO inbox_activity (activity_id, actor_url, type, body, lane, state, ended_at)
       VALUES ($1, 'https://peer.example/ada', 'Like', '{}', 0, 'failed', now()) RETURNING id`,
      [`https://peer.example/${randomUUID()}`]
    ),
  '/videos/{id}/captions/{captionLanguage}': async ({ db }, { id }) => {
    await one(
      db,
      `INSERT INTO video_caption (video_id, language, file_name) SELECT id, 'fr', $2 FROM video WHERE uuid = $1`,
      [id, `${randomUUID()}-fr.vtt`]
    )
    return 'fr'
  }
}

/** Things that are there already (tests/seeds), the fullest of their kind. */
export const SEEDED: Readonly<Record<string, MakeThing>> = {
  ...THINGS,
  '/videos/{id}/passwords': async world => {
    const passwords = Array.from({ length: 100 }, (_, at) => `password ${at}`)
    return (await makeVideo(world, { privacy: 5, passwords })).uuid
  },
  '/videos/{id}': ({ db, owner }) =>
    one(db, 'SELECT uuid FROM video WHERE channel_id = $1 ORDER BY comments_count DESC, id LIMIT 1', [owner.channelId]),
  '/videos/{id}/comment-threads/{threadId}': ({ db }, { id }) =>
    one(
      db,
      `SELECT thread_id FROM video_comment WHERE video_id = (SELECT id FROM video WHERE uuid = $1)
        GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
      [id]
    ),
  '/video-channels/{handle}': ({ db, owner }) =>
    one(db, 'SELECT preferred_username FROM actor JOIN channel ON actor_id = actor.id WHERE channel.id = $1', [
      owner.channelId
    ]),
  '/abuses/{abuseId}': ({ db, owner }) =>
    one(db, 'SELECT min(id) FROM abuse WHERE reporter_account_id = $1', [owner.accountId]),
  '/video-playlists/{playlistId}': ({ db, owner }) =>
    one(db, 'SELECT id FROM playlist WHERE account_id = $1 AND type = 1 ORDER BY id LIMIT 1', [owner.accountId])
}

export interface Made {
  readonly params: Params
  /** Parameters that stand for no real thing. */
  readonly unknown: readonly string[]
}

export async function makeThings(world: World, operation: WalkedOperation, things = THINGS): Promise<Made> {
  const params: Record<string, string> = {}
  const unknown: string[] = []
  for (const { name, schema } of operation.inPath) {
    const path = operation.path.slice(0, operation.path.indexOf(`{${name}}`) + name.length + 2)
    const further = operation.path.slice(path.length).match(/^\/[^/{]+/)?.[0] ?? ''
    const make = schema.enum ? async () => sample(schema) : (things[path + further] ?? things[path])
    if (!make) unknown.push(name)
    params[name] = encodeURIComponent(String(make ? await make(world, params) : '1'))
  }
  return { params, unknown }
}

export async function makeVideo({ db, owner }: World, change: Parameters<typeof aVideo>[2] = {}): Promise<AVideo> {
  const video = await aVideo(db, owner.channelId, change)
  await giveRendition(db, video)
  await db.query(
    `INSERT INTO video_source (video_id, file_name, size_bytes, width, height, fps, metadata)
     VALUES ($1, 'film.mp4', 1000, 1280, 720, 30, '{}')`,
    [video.id]
  )
  return video
}

async function makeComment({ db, owner }: World, { id }: Params): Promise<unknown> {
  const videoId = Number(await one(db, 'SELECT id FROM video WHERE uuid = $1', [id]))
  const comment = { videoId, accountId: owner.accountId, text: 'Words', isHeld: true }
  return db.transaction(tx => insertComment(tx, comment))
}

/** Besides the one that everybody keeps. */
async function makeChannel({ db, owner }: World): Promise<string> {
  const name = `channel_${randomUUID().slice(0, 8)}`
  await db.transaction(tx => createChannel(tx, { accountId: owner.accountId, name, displayName: 'A channel' }))
  return name
}

/** The first column of the first row. */
async function one(db: Database, text: string, values: readonly unknown[] = []): Promise<unknown> {
  const { rows } = await db.query(text, values)
  return Object.values(rows[0] ?? {})[0]
}
