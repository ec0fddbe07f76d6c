/** Bodies and queries of the server's administration, with PeerTube 6.3's names (openapi.yaml). */
import { z } from 'zod'
import { PageRange, sortedBy } from './channels.ts'

const INVALID = 'Invalid value'

export const JOB_STATES = ['active', 'completed', 'failed', 'waiting', 'delayed', 'paused', 'waiting-children'] as const
export type JobState = (typeof JOB_STATES)[number]

export const JobStateParams = z.object({ state: z.enum(JOB_STATES, INVALID) })
export const JobListQuery = sortedBy(['createdAt']).extend({ jobType: z.string(INVALID).max(100, INVALID).optional() })
export type JobListQuery = z.output<typeof JobListQuery>

/** What administrators see of a background job. */
export interface Job {
  readonly id: string
  readonly type: string
  readonly state: JobState
  readonly data: object
  /** Percent. */
  readonly progress: number
  readonly error: string | null
  readonly createdAt: string
  readonly processedOn: string | null
  readonly finishedOn: string | null
}

const date = z.iso.datetime({ offset: true, error: 'Should be a date' }).transform(text => new Date(text))

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type WireLogLevel = (typeof LOG_LEVELS)[number]

export const LogQuery = z.object({
  startDate: date,
  endDate: date.optional(),
  level: z.enum(LOG_LEVELS, INVALID).default('info'),
  tagsOneOf: z.union([z.string(), z.array(z.string())], INVALID).optional()
})
export const AuditLogQuery = z.object({ startDate: date, endDate: date.optional() })

export const ClientLogBody = z.object({
  message: z.string(INVALID).min(1, INVALID).max(1000, INVALID),
  url: z.url(INVALID).max(2000, INVALID),
  level: z.enum(['warn', 'error'], INVALID),
  stackTrace: z.string(INVALID).max(10_000, INVALID).nullish(),
  userAgent: z.string(INVALID).max(1000, INVALID).nullish(),
  meta: z.string(INVALID).max(10_000, INVALID).nullish()
})

export const ContactBody = z.object({
  fromEmail: z.email('Should have a valid fromEmail').max(320, INVALID),
  fromName: z.string(INVALID).trim().min(1, INVALID).max(120, INVALID),
  subject: z.string(INVALID).trim().min(1, INVALID).max(120, INVALID),
  body: z.string(INVALID).trim().min(3, INVALID).max(5000, INVALID)
})

/** PeerTube's words, its spelling included. */
export const SERVER_COMMANDS = [
  'remove-dandling-resumable-uploads',
  'process-video-views-buffer',
  'process-update-videos-scheduler'
] as const
export type ServerCommand = (typeof SERVER_COMMANDS)[number]
export const ServerCommandBody = z.object({ command: z.enum(SERVER_COMMANDS, INVALID) })

/** Of a language, what comes before its country counts: `fr-FR`. */
export const ClientLanguageBody = z.object({
  language: z
    .string(INVALID)
    .max(20, INVALID)
    .transform(text => text.toLowerCase().split('-')[0])
    .pipe(z.enum(['en', 'fr'], 'Should be a language that the pages are written in'))
})

/** A host name, perhaps with a port. */
const HOST = /^(?=.{1,253}(:|$))([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)*[a-z\d]([a-z\d-]{0,61}[a-z\d])?(:\d{1,5})?$/i
const ACTOR_NAME = /^[\w.-]{1,100}$/

export const isHost = (text: unknown): text is string => typeof text === 'string' && HOST.test(text)

/** `name@host` in two, lower case; undefined for anything else. */
export function splitHandle(text: unknown): { name: string; host: string } | undefined {
  if (typeof text !== 'string') return undefined
  const [name = '', host, ...rest] = text.replace(/^@/, '').split('@')
  if (!ACTOR_NAME.test(name) || !isHost(host) || rest.length > 0) return undefined
  return { name, host: host.toLowerCase() }
}

/** The whole list is named as the fault, as on PeerTube. */
const uniqueList = (isItem: (item: unknown) => boolean, message: string) =>
  z
    .array(z.unknown(), message)
    .max(100, message)
    .refine(items => items.every(isItem) && new Set(items).size === items.length, message)
    .transform(items => items as string[])
    .default([])

export const FollowBody = z.object({
  hosts: uniqueList(isHost, 'Should have an array of unique hosts'),
  handles: uniqueList(item => splitHandle(item) !== undefined, 'Should have an array of handles')
})

export const ServerFollowQuery = PageRange.extend({
  sort: z.enum(['createdAt', '-createdAt', 'state', '-state'], INVALID).default('-createdAt'),
  state: z.enum(['pending', 'accepted', 'rejected'], INVALID).optional(),
  actorType: z.enum(['Person', 'Group', 'Application', 'Service', 'Organization'], INVALID).optional(),
  search: z.string(INVALID).max(200, INVALID).optional()
})
export type ServerFollowQuery = z.output<typeof ServerFollowQuery>

export const NameWithHost = z.object({ nameWithHost: z.string(INVALID).max(400, INVALID) })
export const HostOrHandle = z.object({ hostOrHandle: z.string(INVALID).max(400, INVALID) })
