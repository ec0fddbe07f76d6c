import express from 'express'
import type { Page, PageContext, Totals } from '../../packages/server/src/contract/index.ts'
import { type PagesDeps, pageRoutes } from '../../packages/server/src/features/pages/index.ts'
import { AppError } from '../../packages/server/src/kernel/errors.ts'
import { unknownRoute } from '../../packages/server/src/platform/http.ts'
import { NOTHING_SENT, QUIET_ADMINISTRATION } from './page-bench-administration.ts'
import { asPerson, type People } from './people.ts'
import { serve } from './serve.ts'
import { someSettings } from './settings.ts'

export interface Shown {
  readonly status: number
  readonly headers: Headers
  readonly page: Page
  readonly context: PageContext
  /** The whole answer. */
  readonly text: string
}

export interface PageBench {
  readonly origin: string
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Fetches a page and reads what the renderer was given. */
  show(path: string, headers?: Record<string, string>, form?: Record<string, string>): Promise<Shown>
  close(): Promise<void>
}

const TOTALS = { totalUsers: 1, totalLocalVideos: 2, totalLocalVideoFilesSize: 3 } as Totals

const TRACKER = { enabled: true, swarms: 2, seeders: 1, leechers: 3, webSocket: 3, http: 1, sockets: 3 }
const SEEDING = {
  enabled: true,
  maxTorrents: 20,
  uploadBytesPerSecond: -1,
  port: null,
  peers: 0,
  torrents: [],
  givenBytes: { today: 1, thirtyDays: 30, total: 300 }
}

/** The pages with a renderer that writes down what it is given. What is not in `deps` shows nothing. */
export async function openPageBench(people: People, deps: Partial<PagesDeps> = {}): Promise<PageBench> {
  const { router, errorHandler } = pageRoutes({
    origin: 'http://localhost:9000',
    maxUploadBytes: 1000,
    hasMail: false,
    settings: someSettings({ instance: { name: 'Tests' } }),
    render: (page, context) => JSON.stringify({ page, context }),
    findP2pChoice: async () => null,
    isOwnPassword: async (_viewer, password) => password === 'right',
    findPageUser: async ({ username, role }) => ({
      username,
      displayName: `The ${username}`,
      channels: [],
      avatarPath: null,
      unread: 0,
      isAdministrator: role === 'administrator',
      isModerator: role !== 'user'
    }),
    findServerPictures: async () => ({ logoPath: null, banners: [] }),
    administration: QUIET_ADMINISTRATION,
    listHome: async () => ({ total: 0, data: [] }),
    readHomepage: async () => undefined,
    searchVideos: async () => ({ total: 0, data: [] }),
    searchChannels: async () => ({ total: 0, data: [] }),
    searchPlaylists: async () => ({ total: 0, data: [] }),
    isAddress: () => false,
    findPage: async () => undefined,
    listActorVideos: async () => ({ total: 0, data: [] }),
    listActorChannels: async () => ({ total: 0, data: [] }),
    listActorPlaylists: async () => ({ total: 0, data: [] }),
    isSubscribed: async () => false,
    findActor: async () => {
      throw new AppError('not_found', 'Account not found')
    },
    findElsewhere: async () => undefined,
    openVideo: async () => {
      throw new AppError('not_found', 'Video not found')
    },
    findStoryboard: async () => undefined,
    accountLinks: {
      askForPasswordLink: async () => {},
      resetPassword: async () => {},
      verifyEmail: async () => {}
    },
    findPlaylist: async () => {
      throw new AppError('not_found', 'Video playlist not found')
    },
    findReportedAccount: async () => {
      throw new AppError('not_found', 'Account not found')
    },
    seeComment: async () => ({ text: '', author: '' }),
    report: async () => 1,
    listOwnReports: async () => ({ total: 0, data: [] }),
    readReportMessages: async () => [],
    writeToModerators: async () => {},
    listElements: async () => ({ total: 0, data: [] }),
    countTotals: async () => TOTALS,
    listLinkedHosts: async () => ({ following: [], followers: [] }),
    register: async () => {},
    requestRegistration: async () => {},
    readTalk: async () => ({ total: 0, threadsTotal: 0, threads: [], mayModerate: false }),
    listChapters: async () => [],
    findOpinion: async () => ({ rating: 'none', isSubscribed: false }),
    writeComment: async () => 1,
    deleteComment: async () => {},
    rate: async () => {},
    setSubscribed: async () => {},
    listCopies: async () => ({ total: 0, data: [] }),
    dropCopy: async () => false,
    readDelivery: async () => ({ startDate: '2026-05-01', endDate: '2026-05-01', total: NOTHING_SENT, days: [] }),
    listVideoDelivery: async () => ({ total: 0, data: [] }),
    countsSent: true,
    async call<Answer>(id: string) {
      if (id === 'getAccountPlaylists') return { total: 0, data: [] } as Answer
      if (id === 'doVideosExistInPlaylists') return {} as Answer
      throw new AppError('not_found', 'Video not found')
    },
    receiveFiles: async () => ({ form: { fields: {}, files: new Map() }, release: async () => {} }),
    readsPages: async () => true,
    mayManage: () => false,
    countTracker: () => TRACKER,
    reportSeeding: async () => SEEDING,
    listCaptions: async () => [],
    readCaption: async () => undefined,
    makeFileToken: async () => 'token',
    findTranscoding: async () => null,
    ...deps
  })
  const badToken: express.RequestHandler = (req, res, next) => {
    if (req.get('authorization') === 'expired') res.locals['hasInvalidToken'] = true
    next()
  }
  const server = await serve(express().use(asPerson(people), badToken, router, unknownRoute, errorHandler))
  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${server.origin}${path}`, { redirect: 'manual', ...init })
  return {
    origin: server.origin,
    fetch: get,
    close: server.close,
    async show(path, headers = {}, form) {
      const answer = await get(path, { headers, ...(form && { method: 'POST', body: new URLSearchParams(form) }) })
      const text = await answer.text()
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        ...(JSON.parse(text) as Pick<Shown, 'page' | 'context'>)
      }
    }
  }
}
