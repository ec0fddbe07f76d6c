/**
 * A crowd: people, channels, videos, comments, follows, likes and views as a server has them after years. Made by SQL
 * and without triggers, whose work is then done once for all; the same rows in every run.
 */
import type { Database, Queryable } from '../../packages/server/src/platform/postgres.ts'

export interface CrowdSize {
  readonly videos: number
  readonly comments: number
  readonly follows: number
}

/** What the issue asks lists to be quick with. */
export const YEARS: CrowdSize = { videos: 100_000, comments: 1_000_000, follows: 50_000 }
const VIDEOS_PER_CHANNEL = 20
const COMMENTS_PER_THREAD = 4
const VIEW_DAYS = 30

/** @param db Migrated, of a user who may turn triggers off. */
export async function seedCrowd(db: Database, { videos, comments, follows }: CrowdSize): Promise<void> {
  await db.transaction(async tx => {
    // Neither triggers nor foreign keys are looked at.
    await tx.query('SET LOCAL session_replication_role = replica')
    const people = Math.max(2, Math.ceil(videos / VIDEOS_PER_CHANNEL))
    const firsts = await seedPeople(tx, people)
    const firstVideo = await seedVideos(tx, { ...firsts, people, count: videos })
    await seedFiles(tx, firstVideo)
    await seedCopies(tx, firstVideo, Math.ceil(videos / 40))
    await seedComments(tx, { ...firsts, people, firstVideo, videos, count: comments })
    await seedFollows(tx, { ...firsts, people, count: follows })
    await seedViews(tx, { ...firsts, people, firstVideo, videos })
    await countAll(tx)
  })
  await indexWords(db)
  await db.query('VACUUM ANALYZE')
}

interface Firsts {
  readonly firstAccount: number
  readonly firstChannel: number
  readonly firstUser: number
}

type People = Firsts & { readonly people: number }

async function seedPeople(tx: Queryable, count: number): Promise<Firsts> {
  const actors = (kind: string, name: string) =>
    first(
      tx,
      `INSERT INTO actor (kind, preferred_username, display_name, description, created_at)
       SELECT '${kind}', '${name}' || n, initcap('${name} ') || n, 'Films made by neighbours', now() - n * interval '1 hour'
         FROM generate_series(1, $1::int) n RETURNING id`,
      [count]
    )
  const person = await actors('person', 'neighbour')
  const group = await actors('group', 'club')
  const numbers = 'generate_series(0, $2::int - 1) n'
  const firstAccount = await first(
    tx,
    `INSERT INTO account (actor_id) SELECT $1::bigint + n FROM ${numbers} RETURNING id`,
    [person, count]
  )
  const firstChannel = await first(
    tx,
    `INSERT INTO channel (actor_id, account_id) SELECT $1::bigint + n, $3::bigint + n FROM ${numbers} RETURNING id`,
    [group, count, firstAccount]
  )
  const firstUser = await first(
    tx,
    `INSERT INTO app_user (username, email, password_hash, role, account_id, created_at)
     SELECT 'neighbour' || n, 'neighbour' || n || '@example.org', 'none', 'user', $1::bigint + n,
            now() - n * interval '1 hour' FROM ${numbers} RETURNING id`,
    [firstAccount, count]
  )
  return { firstAccount, firstChannel, firstUser }
}

/** Of words, the second is half as common as the first, the third a third: "summer" is the twentieth of 2,000. */
const word = (n: string) => `(SELECT CASE rank WHEN 20 THEN 'summer' WHEN 21 THEN 'école' ELSE 'mot' || rank END
  FROM (SELECT floor(power(2000, (abs(hashint4(${n})) % 100000) / 100000.0))::int AS rank) drawn)`

async function seedVideos(tx: Queryable, { firstChannel, people, count }: People & { count: number }): Promise<number> {
  return first(
    tx,
    `INSERT INTO video (uuid, channel_id, name, description, category, licence, language, tags, privacy, state, sensitive,
                        duration_seconds, aspect_ratio, thumbnail_name, preview_name, views, published_at, created_at)
     SELECT uuid, $1::bigint + n % $2::int, ${word('n')} || ' ' || ${word('n + 1000000')} || ' number ' || n,
            'What we did: ' || ${word('n + 2000000')} || ', ' || ${word('n + 3000000')} || '. Told by those who were there.',
            n % 18 + 1, n % 7 + 1, (ARRAY['fr', 'en', NULL])[n % 3 + 1], ARRAY[${word('n + 4000000')}, ${word('n + 5000000')}],
            CASE n % 40 WHEN 7 THEN 2 WHEN 17 THEN 3 WHEN 27 THEN 4 ELSE 1 END, CASE n % 100 WHEN 99 THEN 2 ELSE 1 END,
            n % 50 = 3, 30 + n % 3000, 1.7778, uuid || '.jpg', uuid || '.jpg', (n * 7919::bigint) % 10007,
            now() - n * interval '20 minutes', now() - n * interval '20 minutes' - interval '1 hour'
       FROM (SELECT n, gen_random_uuid() AS uuid FROM generate_series(1, $3::int) n) numbered RETURNING id`,
    [firstChannel, people, count]
  )
}

async function seedFiles(tx: Queryable, firstVideo: number): Promise<void> {
  const ready = 'FROM video WHERE id >= $1 AND state = 1'
  await tx.query(
    `INSERT INTO streaming_playlist (video_id, master_name, sha256_name)
     SELECT id, uuid || '-master.m3u8', uuid || '-segments-sha256.json' ${ready}`,
    [firstVideo]
  )
  await tx.query(
    `INSERT INTO video_file (video_id, resolution, width, height, fps, size_bytes, file_name, playlist_name, has_audio,
                             has_video, is_final)
     SELECT id, 480, 854, 480, 30, 20000000, uuid || '-480-fragmented.mp4', uuid || '-480.m3u8', true, true, true ${ready}`,
    [firstVideo]
  )
}

/** One server holds copies of some of them. */
async function seedCopies(tx: Queryable, firstVideo: number, count: number): Promise<void> {
  await tx.query(
    `INSERT INTO peer_copy (url, video_id, actor_id, base_url)
     SELECT 'https://mirror.example/' || uuid, video.id, (SELECT min(id) FROM actor), 'https://mirror.example/hls/' || uuid
       FROM video WHERE id >= $1 ORDER BY id LIMIT $2`,
    [firstVideo, count]
  )
}

type Videos = People & { readonly firstVideo: number; readonly videos: number }

/** Of a few videos many talk, of most nobody does. */
async function seedComments(tx: Queryable, seeded: Videos & { count: number }): Promise<void> {
  const { firstAccount, people, firstVideo, videos, count } = seeded
  await tx.query(
    `WITH base AS (SELECT nextval(pg_get_serial_sequence('video_comment', 'id')) AS id)
     INSERT INTO video_comment (id, video_id, account_id, thread_id, in_reply_to_id, text, held_for_review, deleted_at,
                                created_at)
     SELECT base.id + n, $3::bigint + floor(power(thread * 7919 % 99991 / 99991.0, 3) * $4::int)::bigint,
            $1::bigint + n * 31 % $2::int, base.id + thread, nullif(base.id + thread, base.id + n),
            CASE WHEN n % 50 = 3 THEN '' ELSE 'The ' || ${word('n')} || ' was well done' END,
            n % 100 = 5, CASE WHEN n % 50 = 3 THEN now() END, now() - ($5::int - n) * interval '1 minute'
       FROM base, generate_series(0, $5::int - 1) n, LATERAL (SELECT (n - n % ${COMMENTS_PER_THREAD})::bigint) t (thread)`,
    [firstAccount, people, firstVideo, videos, count]
  )
  await tx.query(
    `SELECT setval(pg_get_serial_sequence('video_comment', 'id'), (SELECT coalesce(max(id), 1) FROM video_comment))`
  )
}

/** Everybody follows some channels; the first channels are followed by most. */
async function seedFollows(tx: Queryable, { firstAccount, firstChannel, people, count }: People & { count: number }) {
  await tx.query(
    `INSERT INTO follow (actor_id, target_actor_id, state, created_at)
     SELECT account.actor_id, channel.actor_id, 'accepted', now() - n * interval '1 minute'
       FROM generate_series(0, $4::int - 1) n
       JOIN account ON account.id = $1::bigint + n % $3::int
       JOIN channel ON channel.id = $2::bigint + (n / $3::int + (n % $3::int) * (n / $3::int) / 7) % $3::int
     ON CONFLICT DO NOTHING`,
    [firstAccount, firstChannel, people, count]
  )
}

async function seedViews(
  tx: Queryable,
  { firstAccount, firstUser, people, firstVideo, videos }: Videos
): Promise<void> {
  await tx.query(
    `INSERT INTO video_view_day (video_id, day, views)
     SELECT $1::bigint + n * 13 % $2::int, current_date - d, 1 + (n + d) % 50
       FROM generate_series(0, $2::int / 20) n, generate_series(0, ${VIEW_DAYS} - 1) d ON CONFLICT DO NOTHING`,
    [firstVideo, videos]
  )
  await tx.query(
    `INSERT INTO video_rating (video_id, account_id, rating)
     SELECT $1::bigint + n, $3::bigint + (n * 17 + r) % $4::int, CASE r WHEN 3 THEN 'dislike' ELSE 'like' END
       FROM generate_series(0, $2::int - 1) n, generate_series(0, n % 4) r ON CONFLICT DO NOTHING`,
    [firstVideo, videos, firstAccount, people]
  )
  await tx.query(
    `INSERT INTO watch_history (user_id, video_id, current_seconds, updated_at)
     SELECT $3::bigint + n % $4::int, $1::bigint + n * 29 % $2::int, 10 + n % 20, now() - n * interval '1 minute'
       FROM generate_series(0, $2::int * 2 - 1) n ON CONFLICT DO NOTHING`,
    [firstVideo, videos, firstUser, people]
  )
}

/** What triggers and clocks keep. */
async function countAll(tx: Queryable): Promise<void> {
  await tx.query(
    `UPDATE video SET likes = coalesce(rating.likes, 0), dislikes = coalesce(rating.dislikes, 0),
                      comments_count = coalesce(comment.count, 0), recent_views = coalesce(seen.views, 0)
       FROM video same
       LEFT JOIN (SELECT video_id, count(*) FROM video_comment WHERE deleted_at IS NULL AND NOT held_for_review
                   GROUP BY video_id) comment ON comment.video_id = same.id
       LEFT JOIN (SELECT video_id, count(*) FILTER (WHERE rating = 'like') AS likes,
                         count(*) FILTER (WHERE rating = 'dislike') AS dislikes
                    FROM video_rating GROUP BY video_id) rating ON rating.video_id = same.id
       LEFT JOIN (SELECT video_id, sum(views) AS views FROM video_view_day WHERE day > current_date - 7
                   GROUP BY video_id) seen ON seen.video_id = same.id
      WHERE same.id = video.id`
  )
  await tx.query('UPDATE video SET has_hls = true FROM streaming_playlist WHERE video_id = video.id')
  await tx.query(
    `INSERT INTO video_total
         (part, state, privacy, sensitive, is_remote, has_hls, has_web_videos, length_class, videos)
     SELECT 0, state, privacy, sensitive, is_remote, has_hls, has_web_videos, video_length_class(duration_seconds),
            count(*)
       FROM video GROUP BY 2, 3, 4, 5, 6, 7, 8`
  )
  await tx.query(
    `UPDATE channel SET stored_bytes = stored.bytes
       FROM (SELECT channel_id, sum(size_bytes) AS bytes FROM video JOIN video_file ON video_id = video.id
              GROUP BY channel_id) stored WHERE stored.channel_id = channel.id`
  )
  await tx.query(
    `UPDATE comment_total
        SET comments = CASE part WHEN 0 THEN (SELECT count(*) FROM video_comment WHERE deleted_at IS NULL) ELSE 0 END`
  )
  await tx.query(
    `UPDATE actor SET followers_count = (SELECT count(*) FROM follow WHERE target_actor_id = actor.id),
                      following_count = (SELECT count(*) FROM follow WHERE actor_id = actor.id)
      WHERE kind <> 'application'`
  )
}

/** As the triggers of migration 0061 would have. */
async function indexWords(db: Database): Promise<void> {
  await db.query('SELECT index_videos(ARRAY(SELECT id FROM video)), index_channels(ARRAY(SELECT id FROM channel))')
}

/** The id of the first of the rows, which follow each other. */
async function first(tx: Queryable, text: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(`WITH made AS (${text}) SELECT min(id) AS id FROM made`, values)
  return rows[0]!.id
}
