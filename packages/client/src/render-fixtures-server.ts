/** What administrators see of other servers, and of how videos reach their viewers. */
import type { Page } from '@colombier/server/contract'
import { hostile } from './render-fixtures-video.ts'

const FIGURES = {
  downloadedBytesHTTP: 1e9,
  downloadedBytesP2P: 3e9,
  uploadedBytesP2P: 3e9,
  reports: 2,
  sentBytes: 1e9,
  p2pShare: 0.75
}
const MOMENT = '2026-01-02T03:04:05Z'

export const serverPages: Page[] = [
  {
    kind: 'delivery',
    total: FIGURES,
    days: [{ ...FIGURES, day: '2026-01-02' }],
    countsSent: true,
    tracker: { enabled: true, swarms: 1, webSocket: 2, http: 3 },
    videosTotal: 1,
    page: 1,
    pageSize: 24,
    seeding: { enabled: false, torrents: 0, givenBytes: 0 },
    videos: [{ ...FIGURES, name: hostile, watchPath: '/w/x' }]
  },
  {
    kind: 'federation',
    failuresTotal: 1,
    total: 1,
    page: 1,
    pageSize: 24,
    outcome: { done: 'retried', fault: { form: 'peer', id: '', kind: 'gone', fields: [], values: {} } },
    peers: [
      {
        host: hostile,
        waiting: 1,
        followers: 2,
        following: 3,
        lastSuccessAt: MOMENT,
        failingSince: MOMENT,
        lastError: hostile,
        lastErrorAt: MOMENT,
        nextTryAt: MOMENT
      }
    ],
    failures: [
      { id: 1, type: hostile, actor: hostile, reason: hostile, attempts: 3, failedAt: MOMENT, replayedAt: MOMENT }
    ],
    replays: (['waiting', 'done', 'refused'] as const).map((state, id) => ({
      id,
      type: 'Create',
      actor: hostile,
      state,
      reason: state === 'done' ? null : hostile,
      replayedAt: MOMENT
    }))
  },
  { kind: 'redundancy', target: 'my-videos', copies: [], total: 0, page: 1, pageSize: 24 }
]
