/** Reports, as those see them who sent them and those who decide; and requests for an account. */
import type { Page, ReportOnPage } from '@colombier/server/contract'
import { actor, hostile, video } from './render-fixtures-video.ts'

const MOMENT = '2026-01-02T03:04:05Z'

const REPORTED = { kind: 'video', name: hostile, words: hostile, path: '/w/x' } as const
const REPORT: ReportOnPage = {
  id: 1,
  target: REPORTED,
  reason: hostile,
  messages: 2,
  createdAt: MOMENT,
  predefinedReasons: ['rights'],
  state: 'pending'
}
const OUTCOME = {
  done: 'report-accepted',
  fault: { form: 'accept', id: '3', kind: 'invalid', fields: [], values: { moderationResponse: hostile } }
} as const
const ABUSE = {
  id: 3,
  reason: hostile,
  predefinedReasons: ['privacy'],
  flaggedAccount: actor,
  reporterAccount: actor,
  state: { id: 1, label: 'Pending' },
  countMessages: 1,
  createdAt: MOMENT,
  updatedAt: MOMENT,
  comment: null,
  moderationComment: hostile,
  countReportsForReporter: 1,
  countReportsForReportee: 2,
  video: {
    id: 1,
    uuid: video.uuid,
    shortUUID: video.shortUUID,
    name: hostile,
    nsfw: false,
    startAt: null,
    endAt: null,
    deleted: false,
    blacklisted: false,
    thumbnailPath: null,
    channel: null,
    countReports: 1,
    nthReport: 1
  }
}
const CHOICE = { state: '1', search: hostile } as const

export const reportPages: Page[] = [
  { kind: 'abuses', outcome: OUTCOME, choice: CHOICE, abuses: [ABUSE], total: 1, page: 1, pageSize: 24 },
  {
    kind: 'abuse',
    outcome: OUTCOME,
    abuse: ABUSE,
    canAnswer: true,
    others: [{ ...ABUSE, id: 4 }],
    user: null,
    isMuted: false,
    isServerMuted: false,
    messages: [{ id: 1, createdAt: MOMENT, byModerator: true, message: hostile, account: actor }]
  },
  {
    kind: 'registrations',
    outcome: OUTCOME,
    search: '',
    hasMail: true,
    total: 1,
    page: 1,
    pageSize: 24,
    registrations: [
      {
        id: 3,
        state: { id: 1, label: 'Pending' },
        registrationReason: hostile,
        moderationResponse: null,
        username: hostile,
        email: 'a@b.example',
        emailVerified: null,
        accountDisplayName: null,
        channelHandle: null,
        channelDisplayName: null,
        createdAt: MOMENT,
        updatedAt: MOMENT
      }
    ]
  },
  {
    kind: 'report',
    target: REPORTED,
    hasContactForm: true,
    values: { reason: hostile, predefinedReasons: ['privacy'], startAt: hostile, endAt: '' },
    faults: { reason: 'short', startAt: 'moment', endAt: 'order' }
  },
  { kind: 'my-reports', reports: [], total: 0, page: 1, pageSize: 24 },
  { kind: 'my-reports', reports: [REPORT, { ...REPORT, id: 2, target: null }], total: 60, page: 2, pageSize: 24 },
  {
    kind: 'my-report',
    report: REPORT,
    isNew: true,
    refused: hostile,
    messages: [{ id: 1, byModerator: true, message: hostile, createdAt: MOMENT }]
  }
]
