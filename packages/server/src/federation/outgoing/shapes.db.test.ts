/** What is sent, field for field as a PeerTube 6.3 was seen to send it. */
import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { followedBy, type Sent, someFederation, whatIsTold } from '../../../../../tests/support/whole-federation.ts'
import type { DomainEvent } from '../../contract/index.ts'
import { insertPlaylist } from '../../features/playlists/index.ts'
import { currentSwarmHashes } from '../../features/tracker/index.ts'
import { appendEvent } from '../../platform/events.ts'
import type { FederationDeps } from '../deps.ts'
import { signBody } from '../signatures/sign-body.ts'

const ORIGIN = 'https://videos.example'
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const ADA = `${ORIGIN}/accounts/ada`
const CHANNEL = `${ORIGIN}/video-channels/ada_channel`
const SERVER = `${ORIGIN}/accounts/peertube`
const EVERYBODY = { to: [PUBLIC, `${CHANNEL}/followers`, `${SERVER}/followers`, `${ADA}/followers`], cc: [] }
const OF_ADA = { to: [PUBLIC], cc: [`${ADA}/followers`] }

let database: FreshDatabase
let deps: FederationDeps
let people: People
let video: AVideo
let url: string
const everything: Sent[] = []

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  deps = await someFederation(db, ORIGIN)
  people = await makePeople(db)
  const reader = await aRemoteActor(db, 'reader')
  for (const name of ['ada', 'ada_channel', 'peertube']) await followedBy(db, reader, name)
  video = await aVideo(db, people.ada.channelId, {
    ...{ name: 'Le vélo', description: 'On *roule*', support: 'Give', category: 15, licence: 1, language: 'fr' },
    ...{ tags: ['velo', 'ville'], columns: { views: 3 } }
  })
  url = `${ORIGIN}/videos/watch/${video.uuid}`
  await giveRendition(db, video)
  await db.query("UPDATE video_file SET info_hash = repeat('ab', 20)")
  await db.query("INSERT INTO video_caption (video_id, language, file_name) VALUES ($1, 'fr', 'a-fr.vtt')", [video.id])
})
afterAll(() => database.close())

async function told(event: DomainEvent) {
  await database.db.transaction(tx => appendEvent(tx, event))
  const sent = await whatIsTold(deps)
  everything.push(...sent)
  return sent.map(({ body: { '@context': _context, ...body } }) => body)
}

afterEach(() => whatIsTold(deps))

const IDS = /\/updates\/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

test('Create and Announce of a video', async () => {
  const [create, ...announces] = await told({ type: 'video.published', videoId: video.id })
  expect(create).toEqual({
    ...{ ...OF_ADA, type: 'Create', id: `${url}/activity`, actor: ADA, object: create!['object'] }
  })
  const ids = await database.db.query<{ id: number }>(
    `SELECT id FROM actor WHERE host IS NULL AND preferred_username IN ('ada_channel', 'peertube')
      ORDER BY preferred_username`
  )
  expect(announces).toEqual(
    [CHANNEL, SERVER].map((actor, index) => ({
      ...{ ...EVERYBODY, type: 'Announce', id: `${url}/announces/${ids.rows[index]!.id}`, actor, object: url }
    }))
  )
})

test('Update of a video, with all that it is', async () => {
  const [update] = await told({ type: 'video.updated', videoId: video.id })
  const object = update!['object'] as Record<string, unknown>
  expect(update).toEqual({ ...OF_ADA, type: 'Update', id: expect.stringMatching(IDS), actor: ADA, object })
  expect(object).toEqual({
    ...{ ...OF_ADA, type: 'Video', id: url, name: 'Le vélo', duration: 'PT5S', uuid: video.uuid },
    category: { identifier: '15', name: 'Science & Technology' },
    licence: { identifier: '1', name: 'Attribution' },
    language: { identifier: 'fr', name: 'French' },
    ...{ views: 3, sensitive: false, waitTranscoding: false, state: 1, commentsEnabled: true },
    ...{ canReply: null, commentsPolicy: 1, downloadEnabled: true, originallyPublishedAt: null },
    ...{ published: expect.any(String), updated: expect.any(String), uploadDate: expect.any(String) },
    tag: ['velo', 'ville'].map(name => ({ type: 'Hashtag', name })),
    ...{ mediaType: 'text/markdown', content: 'On *roule*', support: 'Give' },
    subtitleLanguage: [
      {
        ...{ identifier: 'fr', name: 'French', automaticallyGenerated: false },
        url: expect.stringContaining(`${ORIGIN}/lazy-static/video-captions/`)
      }
    ],
    icon: [
      { type: 'Image', url: expect.stringContaining(ORIGIN), mediaType: 'image/jpeg', width: 280, height: 157 },
      { type: 'Image', url: expect.stringContaining(ORIGIN), mediaType: 'image/jpeg', width: 850, height: 480 }
    ],
    preview: [{ type: 'Image', rel: ['storyboard'], url: [expect.objectContaining({ tileDuration: 'PT1S' })] }],
    aspectRatio: 1.7778,
    url: expect.any(Array),
    ...{ likes: `${url}/likes`, dislikes: `${url}/dislikes`, shares: `${url}/announces` },
    ...{ comments: `${url}/comments`, hasParts: `${url}/chapters` },
    attributedTo: [
      { type: 'Person', id: ADA },
      { type: 'Group', id: CHANNEL }
    ],
    ...{ isLiveBroadcast: false, liveSaveReplay: null, permanentLive: null, latencyMode: null },
    // Since PeerTube 8.
    ...{ embedUrl: `${ORIGIN}/videos/embed/${video.uuid}`, audience: CHANNEL }
  })
})

test('the links of a video: its page, its renditions, the trackers', async () => {
  const [update] = await told({ type: 'video.updated', videoId: video.id })
  const { url: links } = update!['object'] as { url: Record<string, unknown>[] }
  const playlistUrl = String(links[1]!['href'])
  const swarms = currentSwarmHashes({ playlistUrl, renditionCount: 1, hasSeparateAudio: false })
  const size = { height: 720, width: 1280, fps: 30 }
  expect(links).toEqual([
    { type: 'Link', mediaType: 'text/html', href: url },
    {
      ...{ type: 'Link', mediaType: 'application/x-mpegURL', href: expect.stringMatching(/-master\.m3u8$/) },
      tag: [
        ...swarms.map(name => ({ type: 'Infohash', name })),
        { type: 'Link', name: 'sha256', mediaType: 'application/json', href: expect.stringMatching(/sha256\.json$/) },
        {
          ...{ type: 'Link', mediaType: 'video/mp4', href: expect.stringMatching(/\.mp4$/), ...size, size: 1000 },
          attachment: [
            { type: 'PropertyValue', name: 'ffprobe_codec_type', value: 'audio' },
            { type: 'PropertyValue', name: 'ffprobe_codec_type', value: 'video' },
            { type: 'PropertyValue', name: 'peertube_format_flag', value: 'fragmented' }
          ]
        },
        {
          ...{ type: 'Link', rel: ['metadata', 'video/mp4'], mediaType: 'application/json', ...size },
          href: expect.stringContaining(`/api/v1/videos/`)
        },
        { type: 'Link', mediaType: 'application/x-bittorrent', href: expect.stringMatching(/\.torrent$/), ...size },
        {
          ...{ type: 'Link', mediaType: 'application/x-bittorrent;x-scheme-handler/magnet', ...size },
          href: expect.stringContaining('urn:btih:')
        }
      ]
    },
    ...['http', 'websocket'].map(kind => ({
      ...{ type: 'Link', name: `tracker-${kind}`, rel: ['tracker', kind], href: expect.any(String) }
    }))
  ])
})

test('no trackers are told of while ours is turned off', async () => {
  await database.db.query(`UPDATE instance_setting SET changes = '{"tracker":{"enabled":false}}'`)
  const [update] = await told({ type: 'video.updated', videoId: video.id })
  await database.db.query("UPDATE instance_setting SET changes = '{}'")
  const text = JSON.stringify(update)
  expect(text).not.toContain('tracker-')
  expect(text).not.toContain('%2Ftracker%2F')
  expect(text).toContain('urn:btih:')
})

test.each([
  ['ada_channel', CHANNEL, 'Group'],
  ['ada', ADA, 'Person'],
  ['peertube', SERVER, 'Application']
])('Update of %s', async (name, actor, type) => {
  const { rows } = await database.db.query<{ id: number }>(
    'SELECT id FROM actor WHERE host IS NULL AND preferred_username = $1',
    [name]
  )
  const [update] = await told({ type: 'actor.updated', actorId: rows[0]!.id })
  const audience = { to: [PUBLIC], cc: [`${actor}/followers`] }
  expect(update).toEqual({
    ...{ ...audience, type: 'Update', id: expect.stringMatching(IDS), actor },
    object: {
      ...{ ...audience, type, id: actor, following: `${actor}/following`, followers: `${actor}/followers` },
      ...{ playlists: `${actor}/playlists`, inbox: `${actor}/inbox`, outbox: `${actor}/outbox`, url: actor },
      ...{ preferredUsername: name, name: expect.any(String), endpoints: { sharedInbox: `${ORIGIN}/inbox` } },
      publicKey: { id: `${actor}#main-key`, owner: actor, publicKeyPem: expect.stringMatching(/^-----BEGIN PUBLIC/) },
      ...{ published: expect.any(String), summary: null, discoverable: true, indexable: true },
      ...(type === 'Group' && {
        ...{ support: null, postingRestrictedToMods: true, attributedTo: [{ type: 'Person', id: ADA }] }
      })
    }
  })
})

test('Create, Update and Delete of a playlist', async () => {
  const { ada } = people
  const playlist = await database.db.transaction(tx =>
    insertPlaylist(tx, {
      ...{ accountId: ada.accountId, videoChannelId: ada.channelId, privacy: 1, displayName: 'Best' },
      ...{ description: null, thumbnailName: null }
    })
  )
  const id = `${ORIGIN}/video-playlists/${playlist.uuid}`
  const object = {
    ...{ ...OF_ADA, id, type: 'Playlist', totalItems: 0, name: 'Best', content: null, mediaType: 'text/markdown' },
    ...{ uuid: playlist.uuid, published: expect.any(String), updated: expect.any(String), attributedTo: [CHANNEL] }
  }
  expect(await told({ type: 'playlist.created', playlistId: playlist.id })).toEqual([
    { ...OF_ADA, type: 'Create', id: `${id}/activity`, actor: ADA, object }
  ])
  await database.db.query('INSERT INTO playlist_element (playlist_id, video_id, position) VALUES ($1, $2, 1)', [
    playlist.id,
    video.id
  ])
  const icon = { type: 'Image', url: expect.any(String), mediaType: 'image/jpeg', width: 280, height: 157 }
  expect(await told({ type: 'playlist.updated', playlistId: playlist.id })).toEqual([
    {
      ...{ ...OF_ADA, type: 'Update', id: expect.stringMatching(IDS), actor: ADA },
      object: { ...object, totalItems: 1, first: `${id}?page=1`, icon }
    }
  ])
  expect(await told({ type: 'playlist.removed', uuid: playlist.uuid })).toEqual([
    { type: 'Delete', id: `${id}/delete`, actor: ADA, object: id }
  ])
})

test('Follow and its Undo, Accept and Reject', async () => {
  const reader = await aRemoteActor(database.db, 'reader')
  const { rows } = await database.db.query<{ id: number; actorId: number }>(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT id, $1, 'pending' FROM actor WHERE host IS NULL AND preferred_username = 'peertube'
     RETURNING id, actor_id AS "actorId"`,
    [reader.actorId]
  )
  const { id: followId, actorId } = rows[0]!
  const follow = { type: 'Follow', id: `${SERVER}/follows/${followId}`, actor: SERVER, object: reader.url }
  expect(await told({ type: 'follow.requested', followId })).toEqual([follow])
  expect(await told({ type: 'follow.undone', followId, actorId, targetActorId: reader.actorId })).toEqual([
    {
      ...{ to: [PUBLIC], cc: [`${SERVER}/followers`] },
      ...{ type: 'Undo', id: `${follow.id}/undo`, actor: SERVER, object: follow }
    }
  ])
  const asked = { type: 'Follow', id: `${reader.url}/follows/6`, actor: reader.url, object: SERVER }
  const answered = {
    ...{ type: 'follow.answered' as const, followId, actorId: reader.actorId, targetActorId: actorId, url: asked.id }
  }
  expect(await told({ ...answered, isAccepted: true })).toEqual([
    { type: 'Accept', id: `${ORIGIN}/accepts/follows/${followId}`, actor: SERVER, object: asked }
  ])
  expect(await told({ ...answered, isAccepted: false })).toEqual([
    { type: 'Reject', id: expect.stringContaining(`${ORIGIN}/rejects/follows/2`), actor: SERVER, object: asked }
  ])
})

test('Delete of a video, a channel, an account', async () => {
  await database.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [video.id])
  expect(await told({ type: 'video.updated', videoId: video.id })).toEqual([
    { ...EVERYBODY, type: 'Delete', id: `${url}/delete`, actor: ADA, object: url }
  ])
  for (const [kind, actor, name] of [
    ['group', CHANNEL, 'ada_channel'],
    ['person', ADA, 'ada']
  ] as const)
    expect(await told({ type: 'actor.removed', actorId: 1, kind, name, followerInboxes: [] })).toEqual([
      { to: [PUBLIC], cc: [], type: 'Delete', id: `${actor}/delete`, actor, object: actor }
    ])
})

test('each body can be signed without asking anybody what its words mean', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const types = new Set(everything.map(({ body }) => body['type']))
  expect(types).toEqual(new Set(['Create', 'Announce', 'Update', 'Follow', 'Undo', 'Accept', 'Reject', 'Delete']))
  for (const { body, signer } of everything) {
    const signed = JSON.parse(await signBody({ body, signerUrl: signer, privateKeyPem }))
    expect(signed.signature, String(body['id'])).toMatchObject({ type: 'RsaSignature2017', creator: signer })
  }
})

test('FEDERATION.md shows them as they are', async () => {
  const text = await readFile(new URL('../../../FEDERATION.md', import.meta.url), 'utf8')
  const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json!) as Sent['body'])
  const seen = examples.flatMap(example => {
    // Parts of documents have no id.
    const real = everything.find(({ body }) => example['id'] && kindOf(body) === kindOf(example))?.body
    if (!real) return []
    const { '@context': _context, ...body } = real
    expect(fieldsOf(example), kindOf(example)).toEqual(fieldsOf(body))
    if (typeof body['object'] === 'object') expect(fieldsOf(example['object'])).toEqual(fieldsOf(body['object']))
    return [kindOf(example)]
  })
  const told = ['Accept accepts', 'Announce videos', 'Update videos', 'Delete videos', 'Update video-channels']
  expect(seen).toEqual([...told, 'Create video-playlists'])
})

const fieldsOf = (object: unknown) => Object.keys(object as object).sort()

/** What happens to what, as its address says. */
const kindOf = ({ type, id }: Sent['body']) => `${type} ${new URL(String(id)).pathname.split('/')[1]}`
