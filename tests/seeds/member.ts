/** Everything that one member has, `count` times: videos, comments, follows, playlists and all that is listed to them. */
import type { Database, Queryable } from '../../packages/server/src/platform/postgres.ts'

export interface Member {
  readonly userId: number
  readonly accountId: number
  readonly channelId: number
}

/** Nobody has hundreds of these. */
const CHANNELS_MAX = 30

type Fill = (tx: Queryable, member: Member, count: number) => Promise<unknown>

/** In this order: later ones use what earlier ones made. */
const FILLS: Readonly<Record<string, Fill>> = {
  videos: (tx, { channelId }, count) =>
    tx.query(
      `INSERT INTO video (uuid, channel_id, name, tags, privacy, state, duration_seconds, thumbnail_name, preview_name,
                          category, licence, language)
       SELECT uuid, $1, 'Summer number ' || n, ARRAY['summer'], 1, 1, 60, uuid || '.jpg', uuid || '.jpg', 1, 1, 'en'
         FROM (SELECT n, gen_random_uuid() AS uuid FROM generate_series(1, $2::int) n) numbered`,
      [channelId, count]
    ),

  /** The most talked about video becomes the member's; with nobody to talk, the member does. */
  'threads and replies': async (tx, { accountId, channelId }, count) => {
    await tx.query(
      `UPDATE video SET channel_id = $1, comments_policy = 1, privacy = 1, state = 1
        WHERE id = (SELECT id FROM video ORDER BY comments_count DESC, id LIMIT 1)`,
      [channelId]
    )
    await tx.query(
      `WITH made AS (SELECT n, nextval(pg_get_serial_sequence('video_comment', 'id')) AS id
                       FROM generate_series(0, $3::int * 2 - 1) n)
       INSERT INTO video_comment (id, video_id, account_id, thread_id, in_reply_to_id, text, held_for_review)
       SELECT made.id, (SELECT id FROM video WHERE channel_id = $1 ORDER BY comments_count DESC, id LIMIT 1), $2,
              CASE WHEN n < $3::int THEN made.id ELSE (SELECT min(id) FROM made) END,
              CASE WHEN n < $3::int THEN NULL ELSE (SELECT min(id) FROM made) END, 'Summer words', false
         FROM made`,
      [channelId, accountId, count]
    )
  },

  follows: async (tx, { accountId, channelId }, count) => {
    await tx.query(
      `INSERT INTO follow (actor_id, target_actor_id, state)
       SELECT account.actor_id, channel.actor_id, 'accepted'
         FROM account, (SELECT actor_id FROM channel WHERE account_id <> $1 ORDER BY id LIMIT $2) channel
        WHERE account.id = $1 ON CONFLICT DO NOTHING`,
      [accountId, count]
    )
    await tx.query(
      `INSERT INTO follow (actor_id, target_actor_id, state)
       SELECT account.actor_id, channel.actor_id, 'accepted'
         FROM channel, (SELECT actor_id FROM account WHERE id <> $1 ORDER BY id LIMIT $2) account
        WHERE channel.id = $3 ON CONFLICT DO NOTHING`,
      [accountId, count, channelId]
    )
  },

  ratings: (tx, { accountId }, count) =>
    tx.query(
      `INSERT INTO video_rating (video_id, account_id, rating)
       SELECT id, $1, 'like' FROM video WHERE privacy = 1 AND state = 1 ORDER BY id DESC LIMIT $2 ON CONFLICT DO NOTHING`,
      [accountId, count]
    ),

  history: (tx, { userId }, count) =>
    tx.query(
      `INSERT INTO watch_history (user_id, video_id, current_seconds)
       SELECT $1, id, 5 FROM video WHERE privacy = 1 AND state = 1 ORDER BY id DESC LIMIT $2 ON CONFLICT DO NOTHING`,
      [userId, count]
    ),

  channels: async (tx, { accountId }, count) => {
    await tx.query(
      `WITH made AS (INSERT INTO actor (kind, preferred_username, display_name)
                     SELECT 'group', concat('summer_', $1::bigint, '_', n), 'Summer club' FROM generate_series(1, $2::int) n
                     RETURNING id)
       INSERT INTO channel (actor_id, account_id) SELECT id, $1::bigint FROM made`,
      [accountId, Math.min(count, CHANNELS_MAX)]
    )
  },

  playlists: async (tx, { accountId, channelId }, count) => {
    await tx.query(
      `INSERT INTO playlist (account_id, channel_id, privacy, display_name)
       SELECT $1, $2, 1, 'Summer list ' || n FROM generate_series(1, $3::int) n`,
      [accountId, channelId, count]
    )
    await tx.query(
      // The first has them all, the others one each.
      `INSERT INTO playlist_element (playlist_id, video_id, position)
       SELECT playlist.id, video.id, video.place
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM playlist
                WHERE account_id = $1 AND type = 1) playlist
         JOIN (SELECT id, row_number() OVER (ORDER BY id DESC) AS place FROM video
                WHERE privacy = 1 AND state = 1 ORDER BY id DESC LIMIT $2) video
           ON playlist.place = 1 OR video.place = 1`,
      [accountId, count]
    )
  },

  'blocked videos': (tx, _member, count) =>
    tx.query(
      `INSERT INTO video_block (video_id, reason, type)
       SELECT id, 'Not for here', 1 FROM video WHERE privacy = 2 ORDER BY id LIMIT $1 ON CONFLICT DO NOTHING`,
      [count]
    ),

  sessions: (tx, { userId }, count) =>
    tx.query(
      `INSERT INTO oauth_token (user_id, access_token_hash, access_expires_at, refresh_token_hash, refresh_expires_at)
       SELECT $1::bigint, decode(md5(concat('a', $1::bigint, n)), 'hex'), now() + interval '1 day',
              decode(md5(concat('r', $1::bigint, n)), 'hex'), now() + interval '1 day'
         FROM generate_series(1, $2::int) n`,
      [userId, count]
    ),

  notifications: (tx, { userId }, count) =>
    tx.query(
      `INSERT INTO notification (user_id, type, is_listed, video_id)
       SELECT $1, 1, true, id FROM video WHERE privacy = 1 AND state = 1 ORDER BY id DESC LIMIT $2`,
      [userId, count]
    ),

  runners: async (tx, _member, count) => {
    const numbers = 'generate_series(1, $1::int) n'
    await tx.query(`INSERT INTO runner_registration_token (token) SELECT 'summer' || n FROM ${numbers}`, [count])
    await tx.query(
      `INSERT INTO runner (name, ip, token_hash, registration_token_id)
       SELECT 'summer' || n, '127.0.0.1', decode(md5(n::text), 'hex'), (SELECT max(id) FROM runner_registration_token)
         FROM ${numbers}`,
      [count]
    )
    await tx.query(
      `INSERT INTO runner_job (uuid, type, subject, part, video_id, output, notes, priority)
       SELECT gen_random_uuid(), 'vod-hls-transcoding', 'summer', n, (SELECT min(id) FROM video),
              '{"resolution":240,"fps":30}', '{}', 1 FROM ${numbers}`,
      [count]
    )
  },

  reports: async (tx, { accountId }, count) => {
    await tx.query(
      `INSERT INTO abuse (kind, reporter_account_id, flagged_account_id, reason)
       SELECT 'account', $1, account.id, 'Summer words' FROM account WHERE id <> $1 ORDER BY id LIMIT $2`,
      [accountId, count]
    )
    await tx.query(
      `INSERT INTO abuse_message (abuse_id, account_id, by_moderator, message)
       SELECT (SELECT min(id) FROM abuse WHERE reporter_account_id = $1), $1, false, 'Words'
         FROM generate_series(1, $2::int)`,
      [accountId, count]
    )
  },

  'requests for an account': (tx, _member, count) =>
    tx.query(
      `INSERT INTO registration (reason, username, email)
       SELECT 'To show films', 'summer_guest' || n, 'summer_guest' || n || '@example.org'
         FROM generate_series(1, $1::int) n`,
      [count]
    ),

  'offers of videos': (tx, { accountId }, count) =>
    tx.query(
      `INSERT INTO ownership_change (video_id, initiator_account_id, next_owner_account_id)
       SELECT video.id, channel.account_id, $1 FROM video JOIN channel ON channel.id = video.channel_id
        WHERE channel.account_id <> $1 ORDER BY video.id LIMIT $2`,
      [accountId, count]
    ),

  'imports of videos': (tx, { userId, channelId }, count) =>
    tx.query(
      `INSERT INTO video_import (user_id, channel_id, target_url, fields, state, video_id)
       SELECT $1, $2, 'https://there.example/' || n, '{}', 3,
              (SELECT id FROM video WHERE channel_id = $2 ORDER BY id DESC LIMIT 1)
         FROM generate_series(1, $3::int) n`,
      [userId, channelId, count]
    ),

  'watched words': (tx, { accountId }, count) =>
    tx.query(
      `INSERT INTO watched_words_list (account_id, name, words)
       SELECT whose.id, 'Summer ' || n, ARRAY['summer']
         FROM (VALUES ($1::bigint), (NULL)) whose (id), generate_series(1, $2::int) n`,
      [accountId, count]
    ),

  /** Both ways, with the server's own actor, which is there once a server has started. */
  "the server's follows": (tx, _member, count) =>
    tx.query(
      `WITH ours AS (SELECT id FROM actor WHERE kind = 'application' AND host IS NULL),
            theirs AS (INSERT INTO actor (kind, preferred_username, host, display_name)
                       SELECT 'application', 'peertube', 'summer' || n || '.example', 'Summer'
                         FROM generate_series(1, $1::int) n RETURNING id)
       INSERT INTO follow (actor_id, target_actor_id, state)
       SELECT ours.id, theirs.id, 'accepted' FROM ours, theirs
       UNION ALL SELECT theirs.id, ours.id, 'accepted' FROM ours, theirs`,
      [count]
    ),

  mutes: async (tx, { accountId }, count) => {
    await tx.query(
      `INSERT INTO account_mute (by_account_id, account_id)
       SELECT by_account.id, account.id
         FROM (VALUES ($1::bigint), (NULL)) by_account (id),
              (SELECT id FROM account WHERE id <> $1 ORDER BY id DESC LIMIT $2) account ON CONFLICT DO NOTHING`,
      [accountId, count]
    )
    await tx.query(
      `INSERT INTO server_mute (by_account_id, host)
       SELECT by_account.id, 'summer' || n || '.example'
         FROM (VALUES ($1::bigint), (NULL)) by_account (id), generate_series(1, $2::int) n ON CONFLICT DO NOTHING`,
      [accountId, count]
    )
  },

  'bytes delivered': (tx, _member, count) =>
    tx.query(
      `INSERT INTO delivery_video_day (video_id, day, bytes_http, bytes_p2p, bytes_sent, reports)
       SELECT video.id, current_date, 1000 * n, 2000 * n, 3000 * n, 1
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM video ORDER BY id LIMIT $1) video
       ON CONFLICT DO NOTHING`,
      [count]
    ),

  'activities set aside': (tx, _member, count) =>
    tx.query(
      `INSERT INTO inbox_activity (activity_id, actor_url, type, lane, body, state, reason, ended_at, replayed_at)
       SELECT 'https://peer.example/' || n || '/' || gen_random_uuid(), 'https://peer.example/accounts/ada', 'Like', 0,
              '{}', 'failed', 'A fault', now(), now()
         FROM generate_series(1, $1::int) n`,
      [count]
    )
}

/** Triggers do their work, so that what is counted is right. */
export async function seedMember(db: Database, member: Member, count: number): Promise<void> {
  await db.transaction(async tx => {
    for (const [what, fill] of Object.entries(FILLS)) {
      await fill(tx, member, count).catch((cause: Error) => {
        throw new Error(`Cannot seed ${what}: ${cause.message}`, { cause })
      })
    }
  })
}
