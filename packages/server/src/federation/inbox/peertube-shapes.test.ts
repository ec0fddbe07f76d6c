/** Each kind of delivery that a PeerTube 6.3 was seen to make, with values of our own: it is read, and has a deed. */
import { expect, test } from 'vitest'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { siteOf } from '../../kernel/site.ts'
import { HANDLERS } from '../handlers/index.ts'
import { parseActor } from '../remote/actor-parse.ts'
import { parseNote } from '../remote/note.ts'
import { parsePlaylist } from '../remote/playlists.ts'
import { parseVideo } from '../remote/video-parse.ts'
import { readActivities } from './read-activities.ts'

const site = siteOf('https://here.example')
const REEF = 'https://reef.example'
const CORAL = `${REEF}/accounts/coral`
const REEFS = `${REEF}/video-channels/reefs`
const SERVER = `${REEF}/accounts/peertube`
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const EVERYBODY = { to: [PUBLIC], cc: [`${CORAL}/followers`] }
const uuid = '6f9c1a52-3d0e-4b7a-8c55-2a1d7e90b3c4'
const OURS = `${site.origin}/videos/watch/${uuid}`
const THEIRS = `${REEF}/videos/watch/${uuid}`
const TO_US = { to: [`${site.origin}/accounts/ada`], cc: [] }

const like = { ...EVERYBODY, id: `${CORAL}/likes/7`, type: 'Like', actor: CORAL, object: OURS }
const dislike = { ...like, id: `${CORAL}/dislikes/7`, type: 'Dislike' }
const follow = { type: 'Follow', id: `${CORAL}/follows/3`, actor: CORAL, object: `${site.origin}/video-channels/films` }
const asked = { ...follow, id: `${site.origin}/accounts/peertube/follows/2`, actor: `${site.origin}/accounts/peertube` }
const undo = (object: { readonly id: string }) => ({
  ...EVERYBODY,
  type: 'Undo',
  id: `${object.id}/undo`,
  actor: CORAL,
  object
})
const change = (object: { readonly id: unknown }, actor = CORAL) => ({
  ...EVERYBODY,
  type: 'Update',
  id: `${object.id}/updates/2026-05-04T10:11:12.000Z`,
  actor,
  object
})

const note = {
  to: [PUBLIC, `${CORAL}/followers`],
  cc: [],
  type: 'Note',
  id: `${THEIRS}/comments/5`,
  content: 'How *deep* is it?',
  mediaType: 'text/markdown',
  inReplyTo: OURS,
  attributedTo: CORAL,
  published: '2026-05-04T10:11:12.000Z',
  updated: '2026-05-04T10:11:13.000Z',
  replyApproval: null,
  tag: [],
  url: `${THEIRS}/comments/5`
}
const playlist = {
  ...EVERYBODY,
  type: 'Playlist',
  id: `${REEF}/video-playlists/${uuid}`,
  uuid,
  name: 'Dives',
  content: null,
  totalItems: 1,
  first: `${REEF}/video-playlists/${uuid}?page=1`,
  mediaType: 'text/markdown',
  published: '2026-05-04T10:11:12.000Z',
  updated: '2026-05-04T10:11:13.000Z',
  attributedTo: [REEFS],
  icon: { type: 'Image', url: `${REEF}/pictures/dives.jpg`, mediaType: 'image/jpeg', width: 280, height: 157 }
}
const channel = {
  to: [PUBLIC],
  cc: [`${REEFS}/followers`],
  type: 'Group',
  id: REEFS,
  url: REEFS,
  preferredUsername: 'reefs',
  following: `${REEFS}/following`,
  followers: `${REEFS}/followers`,
  playlists: `${REEFS}/playlists`,
  inbox: `${REEFS}/inbox`,
  outbox: `${REEFS}/outbox`,
  endpoints: { sharedInbox: `${REEF}/inbox` },
  name: 'Reefs',
  summary: 'Below',
  support: 'Give',
  published: '2026-05-04T10:11:12.000Z',
  publicKey: {
    id: `${REEFS}#main-key`,
    owner: REEFS,
    publicKeyPem: '-----BEGIN PUBLIC KEY-----\nMFww\n-----END PUBLIC KEY-----\n'
  },
  postingRestrictedToMods: true,
  attributedTo: [{ type: 'Person', id: CORAL }]
}
const video = videoDocument({ origin: REEF, uuid })
const flag = {
  ...TO_US,
  type: 'Flag',
  id: `${REEF}/admin/abuses/2`,
  actor: CORAL,
  content: 'Not theirs',
  object: OURS,
  mediaType: 'text/markdown',
  tag: [],
  startAt: null,
  endAt: null
}
const view = {
  ...TO_US,
  type: 'View',
  id: `${SERVER}/views/videos/9/${'ab'.repeat(32)}-${uuid}`,
  actor: SERVER,
  object: OURS,
  expires: '2026-05-04T10:13:12.000Z'
}

test.each<[string, { readonly id: string; readonly object: unknown } & Readonly<Record<string, unknown>>]>([
  ['Follow', follow],
  ['Accept', { type: 'Accept', id: `${REEF}/accepts/follows/6`, actor: SERVER, object: asked }],
  ['Undo', undo(follow)],
  ['Like', like],
  ['Undo', undo(like)],
  ['Dislike', dislike],
  ['Undo', undo(dislike)],
  ['View', view],
  ['Flag', flag],
  ['Announce', { ...EVERYBODY, type: 'Announce', id: `${THEIRS}/announces/3`, actor: REEFS, object: THEIRS }],
  ['Create', { ...EVERYBODY, type: 'Create', id: `${note.id}/activity`, actor: CORAL, object: note }],
  ['Delete', { ...EVERYBODY, type: 'Delete', id: `${note.id}/delete`, actor: CORAL, object: note.id }],
  [
    'ApproveReply',
    {
      type: 'ApproveReply',
      id: `${THEIRS}/comments/5/approve-reply`,
      actor: CORAL,
      inReplyTo: THEIRS,
      object: `${OURS}/comments/5`
    }
  ],
  ['Create', { ...EVERYBODY, type: 'Create', id: `${playlist.id}/activity`, actor: CORAL, object: playlist }],
  ['Update', change(playlist)],
  ['Update', change(channel, REEFS)],
  ['Update', change(video)]
])('%s (%#) is read', (type, activity) => {
  const [told, ...others] = readActivities(Buffer.from(JSON.stringify(activity)), site)
  const { object } = activity
  expect(others).toEqual([])
  expect(told).toMatchObject({
    id: activity.id,
    type,
    objectUrl: typeof object === 'string' ? object : (object as { id: string }).id
  })
  expect(HANDLERS).toHaveProperty(type)
})

test('what they bring is what it says it is', () => {
  expect(parseNote(site, note)).toMatchObject({ url: note.id, authorUrl: CORAL, inReplyTo: OURS, replyApproval: null })
  expect(parsePlaylist({ site }, playlist)).toMatchObject({ url: playlist.id, description: null, channelUrls: [REEFS] })
  expect(parseActor(channel)).toMatchObject({ url: REEFS, ownerUrl: CORAL })
  expect(parseVideo(video, { site, now: new Date() })).toMatchObject({ url: THEIRS, ownerUrls: [REEFS] })
})
