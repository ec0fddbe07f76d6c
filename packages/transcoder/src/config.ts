/** Settings of the transcoder: environment variables, parsed once. The only reader of `process.env` here. */
import { resolve } from 'node:path'
import { z } from 'zod'

const SETTINGS = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:/, 'must begin with postgres://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:/, 'must begin with redis://')
    .optional(),
  COLOMBIER_DATA: z.string().min(1).default('./data'),
  COLOMBIER_TRANSCODING_CONCURRENCY: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(32)
    .default(1),
  COLOMBIER_TRANSCODING_THREADS: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0)
    .max(256)
    .default(0),
  COLOMBIER_LOG_LEVEL: z.enum(['debug', 'info', 'warning', 'error']).default('info')
})

export interface Config {
  readonly databaseUrl: string | undefined
  /** Wins over the database as the queue's home. */
  readonly redisUrl: string | undefined
  /** Root of the storage, absolute. */
  readonly dataFolder: string
  readonly concurrency: number
  /** Threads of each encoder; 0 lets it choose. */
  readonly threads: number
  readonly logLevel: 'debug' | 'info' | 'warning' | 'error'
}

/** A setting that cannot be used; the message is one plain sentence naming it. */
export class BadSetting extends Error {}

/** @throws BadSetting */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = SETTINGS.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new BadSetting(`The setting ${String(issue.path[0])} ${issue.message}.`)
  }
  const s = parsed.data
  if (!s.DATABASE_URL && !s.REDIS_URL)
    throw new BadSetting('The transcoder needs DATABASE_URL or REDIS_URL, to find the queue.')
  return Object.freeze({
    databaseUrl: s.DATABASE_URL,
    redisUrl: s.REDIS_URL,
    dataFolder: resolve(s.COLOMBIER_DATA),
    concurrency: s.COLOMBIER_TRANSCODING_CONCURRENCY,
    threads: s.COLOMBIER_TRANSCODING_THREADS,
    logLevel: s.COLOMBIER_LOG_LEVEL
  })
}
