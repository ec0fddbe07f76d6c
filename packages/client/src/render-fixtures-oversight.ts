/** What moderators look through in every state, its words hostile as strangers can make them. */
import type { Page, VideoBlock, VideoSummary } from '@colombier/server/contract'

const MOMENT = '2026-01-02T03:04:05Z'
const CALM = { done: null, fault: null } as const

export function oversightPages(hostile: string): Page[] {
  const who = { id: 1, name: 'ada', displayName: hostile, host: 'far.example' }
  const video = {
    id: 1,
    uuid: 'u',
    shortUUID: 's',
    name: hostile,
    duration: 65,
    views: 2,
    nsfw: false,
    isLocal: true,
    privacy: { id: 1, label: '' },
    state: { id: 1, label: '' },
    account: who,
    channel: who,
    publishedAt: MOMENT
  } as unknown as VideoSummary
  const blocked: VideoSummary = {
    ...video,
    uuid: 'v',
    nsfw: true,
    isLocal: false,
    blacklisted: true,
    blacklistedReason: hostile,
    privacy: { id: 3, label: '' },
    state: { id: 2, label: '' }
  }
  const block: VideoBlock = {
    id: 1,
    createdAt: MOMENT,
    updatedAt: MOMENT,
    reason: hostile,
    unfederated: true,
    type: 1,
    video: blocked
  }
  const listed = { page: 1, pageSize: 24, outcome: CALM } as const
  const videos = { search: hostile, isLocal: '', privacyOneOf: '3', nsfw: 'true', files: 'hls', sort: 'name' } as const
  const unconfirmed = { form: 'delete-several', id: '', kind: 'invalid', fields: ['confirm'], values: {} } as const
  return [
    {
      kind: 'all-videos',
      ...listed,
      choice: videos,
      videos: [video, blocked],
      total: 2,
      outcome: { done: 'videos-blocked', fault: null }
    },
    { kind: 'all-videos', ...listed, choice: videos, videos: [], total: 0 },
    { kind: 'videos-sure', deed: 'block', videos: [video], outcome: CALM },
    { kind: 'videos-sure', deed: 'delete', videos: [video, blocked], outcome: { done: null, fault: unconfirmed } },
    {
      kind: 'video-blocks',
      ...listed,
      choice: { search: '', type: '' },
      total: 2,
      blocks: [block, { ...block, id: 2, type: 2, reason: null, video: { ...video, uuid: 'w' } }]
    },
    { kind: 'video-blocks', ...listed, choice: { search: hostile, type: '2' }, blocks: [], total: 0 }
  ]
}
