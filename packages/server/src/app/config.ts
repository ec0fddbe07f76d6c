/** Settings: environment variables, parsed once. The only reader of `process.env` in the server. */
import { resolve } from 'node:path'
import { LadderSettings, RESOLUTIONS } from '@colombier/transcoder/contract'
import { z } from 'zod'
import { CannotStart } from '../platform/cannot-start.ts'

const flag = z.enum(['on', 'off'], 'must be on or off').transform(value => value === 'on')
const count = (minimum: number) =>
  z.coerce.number('must be a whole number').int('must be a whole number').min(minimum, `must be at least ${minimum}`)
const UNITS = { kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const
const size = z
  .string()
  .regex(/^(unlimited|\d+(\.\d+)?\s?(kB|MB|GB|TB))$/, 'must be a size like 500MB or 20GB, or unlimited')
  .transform(text => {
    if (text === 'unlimited') return -1
    const [, amount, unit] = /^([\d.]+)\s?(\w+)$/.exec(text)!
    return Math.round(Number(amount) * UNITS[unit as keyof typeof UNITS])
  })
const rungs = z
  .string()
  .transform(text => text.split(',').map(part => Number(part.trim())))
  .pipe(
    z
      .array(
        z.union(
          RESOLUTIONS.map(height => z.literal(height)),
          `must be some of ${RESOLUTIONS.join(', ')}`
        )
      )
      .min(1)
  )

/** Every setting, with the sentence `npm run settings` and docker/env.example show. Defaults are given as text. */
export const SETTINGS = z.object({
  PORT: count(0).max(65535, 'must be at most 65535').default(9000).describe('TCP port of the web server'),
  COLOMBIER_HOST: z
    .string()
    .default('::')
    .describe('Address to listen on; 127.0.0.1 when a proxy on the same machine stands in front'),
  COLOMBIER_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .transform(text => new URL(text).origin)
    .optional()
    .describe(
      'Public origin, as visitors type it; by default http://localhost:PORT. A loopback address means loopback mode'
    ),
  COLOMBIER_DATA: z.string().min(1).default('./data').describe('One folder for everything: database, videos, uploads'),
  COLOMBIER_NAME: z.string().min(1).max(80).default('Colombier').describe('Name of this server, shown on every page'),
  COLOMBIER_ADMIN_PASSWORD: z
    .string()
    .min(6, 'must have at least 6 characters')
    .optional()
    .describe('First password of the first administrator, root; made up when absent'),
  COLOMBIER_ADMIN_EMAIL: z
    .email('must be an e-mail address')
    .default('root@localhost.invalid')
    .describe('E-mail address of the first administrator'),
  COLOMBIER_REGISTRATION: z
    .enum(['closed', 'approval', 'open'], 'must be closed, approval or open')
    .default('closed')
    .describe('Who may create an account: nobody, those an administrator approves, everybody'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:/, 'must begin with postgres://')
    .optional()
    .describe('PostgreSQL 14 or newer with the extensions unaccent and pg_trgm; an embedded one by default'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:/, 'must begin with redis://')
    .optional()
    .describe('Redis for the queue; PostgreSQL by default'),
  COLOMBIER_RESOLUTIONS: rungs
    .default([240, 360, 480, 720, 1080])
    .describe(`Rungs of the ladder, some of ${RESOLUTIONS.join(', ')}`),
  COLOMBIER_MAX_FPS: count(1).max(120).default(60).describe('Frames per second above which a rate is halved'),
  COLOMBIER_TRANSCODING_CONCURRENCY: count(0)
    .max(32)
    .default(1)
    .describe('Videos transcoded at once on this machine; 0 leaves the work to transcoders elsewhere'),
  COLOMBIER_TRANSCODING_THREADS: count(0)
    .max(256)
    .default(0)
    .describe('Threads of each encoder; 0 lets it choose by the number of cores'),
  COLOMBIER_KEEP_ORIGINALS: flag
    .default(false)
    .describe('on keeps each uploaded file after its renditions are made; off deletes it, to save space'),
  COLOMBIER_MAX_UPLOAD: size.default(50e9).describe('Largest file somebody may upload'),
  COLOMBIER_VIDEO_QUOTA: size.default(-1).describe('Space for the videos of each new user'),
  COLOMBIER_VIDEO_QUOTA_DAILY: size.default(-1).describe('Space for what each new user uploads in a day'),
  COLOMBIER_TRUST_PROXY: z
    .string()
    .default('loopback')
    .describe(
      'Proxies whose X-Forwarded-For is believed, in Express’s words: loopback, uniquelocal, addresses, or a number of hops'
    ),
  COLOMBIER_RATE_LIMITS: z.coerce
    .number('must be a number')
    .min(0, 'must be at least 0')
    .max(1000, 'must be at most 1000')
    .default(1)
    .describe('Multiplies how many requests an account or an address may make in a time; 0 sets no limits'),
  COLOMBIER_TORRENT_PORT: count(0)
    .max(65534, 'must be at most 65534')
    .default(0)
    .describe(
      'Port of the server’s BitTorrent client, TCP and UDP; WebRTC uses the next one, UDP. 0 takes any that are free'
    ),
  COLOMBIER_ACCEL: z
    .string()
    .startsWith('/', 'must be a path')
    .optional()
    .describe('nginx’s internal location for files, such as /internal-files: nginx then sends every file itself'),
  COLOMBIER_SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:|https:)\S+$/, 'must begin with mailto: or https:')
    .optional()
    .describe('Where security holes are reported, told in security.txt: a mailto: or https: address'),
  COLOMBIER_NODEINFO_NAME: z
    .enum(['colombier', 'peertube'], 'must be colombier or peertube')
    .default('colombier')
    .describe('What NodeInfo calls this software; some clients and lists know peertube only'),
  COLOMBIER_SMTP: z
    .url({ protocol: /^smtps?$/, error: 'must be an smtp or smtps address' })
    .optional()
    .describe(
      'Mail server that sends this server’s e-mails, as smtp://user:password@host:587; without it, none is sent'
    ),
  COLOMBIER_MAIL_FROM: z
    .email('must be an e-mail address')
    .optional()
    .describe('Sender of e-mails; by default noreply@ and this server’s host'),
  COLOMBIER_LOG_LEVEL: z
    .enum(['debug', 'info', 'warning', 'error'], 'must be debug, info, warning or error')
    .default('info')
    .describe('Least important message that is logged')
})

/** Never printed. */
export const SECRETS = [
  'COLOMBIER_ADMIN_PASSWORD',
  'DATABASE_URL',
  'REDIS_URL',
  'COLOMBIER_SMTP'
] as const satisfies (keyof typeof SETTINGS.shape)[]

export interface Config {
  readonly port: number
  readonly host: string
  /** Public origin without trailing slash; every wire URL starts with it. */
  readonly origin: string
  /** http and loopback peers are allowed. */
  readonly isLoopback: boolean
  /** Where other programs are looked for, as the environment's PATH says it. */
  readonly programPath: string
  /** Absolute. */
  readonly dataFolder: string
  readonly instanceName: string
  readonly adminPassword: string | undefined
  readonly adminEmail: string
  readonly registration: 'closed' | 'approval' | 'open'
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
  readonly ladder: LadderSettings
  readonly transcodingConcurrency: number
  readonly transcodingThreads: number
  readonly keepOriginals: boolean
  /** Bytes; -1 is unlimited. */
  readonly maxUploadBytes: number
  readonly videoQuotaBytes: number
  readonly videoQuotaDailyBytes: number
  readonly trustProxy: string
  /** Multiplies the limits on requests; 0 means none. */
  readonly rateLimitFactor: number
  /** Zero for any that is free. */
  readonly torrentPort: number
  readonly accelPrefix: string | undefined
  readonly securityContact: string | undefined
  readonly nodeinfoName: 'colombier' | 'peertube'
  /** Undefined when no e-mail can be sent. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly logLevel: 'debug' | 'info' | 'warning' | 'error'
}

/** A setting that cannot be used; the message is one plain sentence naming it. */
export class BadSetting extends CannotStart {}

/** @throws BadSetting */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = SETTINGS.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const name = String(issue.path[0])
    throw new BadSetting(`The setting ${name} ${issue.message}.`)
  }
  const s = parsed.data
  const origin = s.COLOMBIER_URL ?? `http://localhost:${s.PORT}`
  return Object.freeze({
    port: s.PORT,
    host: s.COLOMBIER_HOST,
    origin,
    isLoopback: isLoopbackHost(new URL(origin).hostname),
    programPath: env['PATH'] ?? '',
    dataFolder: resolve(s.COLOMBIER_DATA),
    instanceName: s.COLOMBIER_NAME,
    adminPassword: s.COLOMBIER_ADMIN_PASSWORD,
    adminEmail: s.COLOMBIER_ADMIN_EMAIL,
    registration: s.COLOMBIER_REGISTRATION,
    databaseUrl: s.DATABASE_URL,
    redisUrl: s.REDIS_URL,
    ladder: LadderSettings.parse({ resolutions: s.COLOMBIER_RESOLUTIONS, maxFps: s.COLOMBIER_MAX_FPS }),
    transcodingConcurrency: s.COLOMBIER_TRANSCODING_CONCURRENCY,
    transcodingThreads: s.COLOMBIER_TRANSCODING_THREADS,
    keepOriginals: s.COLOMBIER_KEEP_ORIGINALS,
    maxUploadBytes: s.COLOMBIER_MAX_UPLOAD,
    videoQuotaBytes: s.COLOMBIER_VIDEO_QUOTA,
    videoQuotaDailyBytes: s.COLOMBIER_VIDEO_QUOTA_DAILY,
    trustProxy: s.COLOMBIER_TRUST_PROXY,
    rateLimitFactor: s.COLOMBIER_RATE_LIMITS,
    torrentPort: s.COLOMBIER_TORRENT_PORT,
    accelPrefix: s.COLOMBIER_ACCEL,
    securityContact: s.COLOMBIER_SECURITY_CONTACT,
    nodeinfoName: s.COLOMBIER_NODEINFO_NAME,
    smtpUrl: s.COLOMBIER_SMTP,
    mailFrom: s.COLOMBIER_MAIL_FROM ?? `noreply@${new URL(origin).hostname}`,
    logLevel: s.COLOMBIER_LOG_LEVEL
  })
}

/** What the transcoder beside the server is told: its own settings and nothing that is secret to the server. */
export function transcoderEnv(config: Config, databaseUrl: string): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in SETTINGS.shape)))
  return {
    ...own,
    DATABASE_URL: databaseUrl,
    REDIS_URL: config.redisUrl ?? '',
    COLOMBIER_DATA: config.dataFolder,
    COLOMBIER_TRANSCODING_CONCURRENCY: String(config.transcodingConcurrency),
    COLOMBIER_TRANSCODING_THREADS: String(config.transcodingThreads),
    COLOMBIER_LOG_LEVEL: config.logLevel
  }
}

function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
  )
}
