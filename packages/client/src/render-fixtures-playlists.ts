/** A member's own playlists, in the states that they have. */
import type {
  FormFault,
  MyPlaylistPage,
  MyPlaylistsPage,
  OwnElement,
  OwnPlaylist,
  Page
} from '@colombier/server/contract'

const MOMENT = '2026-05-01T10:00:00.000Z'
const NOTHING = { done: null, fault: null }

export function playlistPages(hostile: string): Page[] {
  const one: OwnPlaylist = {
    id: 2,
    uuid: '043e6dbd',
    shortUUID: 'x',
    displayName: hostile,
    description: hostile,
    videosLength: 3,
    thumbnailPath: '/t.jpg',
    updatedAt: MOMENT,
    isWatchLater: false,
    privacy: 1,
    channelId: 1
  }
  const later: OwnPlaylist = {
    ...one,
    id: 1,
    displayName: 'Watch later',
    isWatchLater: true,
    privacy: 3,
    channelId: null,
    videosLength: 0,
    thumbnailPath: null,
    description: null
  }
  const fault = (form: string, fields: string[], values = {}): FormFault => ({
    form,
    id: form === 'span' ? '12' : '',
    kind: 'invalid',
    fields,
    values
  })
  const element = (id: number, change: Partial<OwnElement> = {}): OwnElement => ({
    id,
    position: id - 10,
    startSeconds: null,
    stopSeconds: null,
    path: '/w/p/x?playlistPosition=1',
    name: `${hostile} ${id}`,
    channelName: hostile,
    thumbnailPath: '/t.jpg',
    durationSeconds: 90,
    ...change
  })
  const list: MyPlaylistsPage = {
    kind: 'my-playlists',
    playlists: [later, one],
    total: 1,
    page: 1,
    pageSize: 24,
    outcome: { ...NOTHING, done: 'playlist-deleted' }
  }
  const own: MyPlaylistPage = {
    kind: 'my-playlist',
    playlist: one,
    total: 3,
    page: 1,
    pageSize: 100,
    outcome: NOTHING,
    elements: [element(11), element(12, { startSeconds: 5, stopSeconds: 65 }), element(13, { path: null, name: '' })]
  }
  return [
    list,
    {
      ...list,
      playlists: [later],
      total: 0,
      outcome: { done: null, fault: fault('create', ['displayName', 'videoChannelId'], { displayName: hostile }) }
    },
    own,
    { ...own, outcome: { done: null, fault: fault('span', ['stopTimestamp'], { stopTimestamp: hostile }) } },
    { ...own, outcome: { done: null, fault: fault('edit', ['description'], { description: 'x' }) } },
    { ...own, outcome: { done: null, fault: fault('thumbnail', ['thumbnailfile']) } },
    { ...own, playlist: later, elements: [], total: 0 }
  ]
}
