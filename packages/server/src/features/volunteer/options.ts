/** The words after `npm run seed --`. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface VolunteerOptions {
  /** Of the instance, without trailing slash. */
  readonly origin: string
  /** Name of the only channel that is helped; undefined for all of them. */
  readonly channel: string | undefined
  readonly diskBytes: number
  /** -1 is unlimited. */
  readonly uploadBytesPerSecond: number
  readonly folder: string
}

/** Which of the words is wrong. */
export type BadOption = 'instance' | 'channel' | 'disk' | 'upload' | 'unknown' | 'help'

export class BadOptions extends Error {
  readonly option: BadOption
  constructor(option: BadOption) {
    super(option)
    this.option = option
  }
}

const DISK_DEFAULT = '20GB'
const SIZE_UNITS: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }
const RATE_UNITS: Readonly<Record<string, number>> = { kbit: 125, mbit: 125_000, gbit: 125_000_000 }

/** @throws BadOptions */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): VolunteerOptions {
  const { values, positionals } = parse(args)
  if (values.help) throw new BadOptions('help')
  const url = readOrigin(positionals[0])
  if (!url || positionals.length > 1) throw new BadOptions('instance')
  // A name of another server is one of a remote channel, whose videos are not this instance's.
  if (values.channel !== undefined && !/^[\w.-]{1,80}$/.test(values.channel)) throw new BadOptions('channel')
  const diskBytes = readAmount(values.disk ?? DISK_DEFAULT, SIZE_UNITS)
  if (!diskBytes) throw new BadOptions('disk')
  const upload = values.upload === undefined ? -1 : readAmount(values.upload, RATE_UNITS)
  if (!upload) throw new BadOptions('upload')
  return {
    origin: url.origin,
    channel: values.channel,
    diskBytes,
    uploadBytesPerSecond: upload,
    folder: values.folder ? resolve(values.folder) : defaultFolder(url, env)
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { channel: text, disk: text, upload: text, folder: text, help: { type: 'boolean', short: 'h' } }
    })
  } catch {
    throw new BadOptions('unknown')
  }
}

function readOrigin(text: string | undefined): URL | undefined {
  if (!text) return undefined
  const url = URL.parse(text.includes('://') ? text : `https://${text}`)
  return url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password ? url : undefined
}

/** Zero for what is no amount. */
function readAmount(text: string, units: Readonly<Record<string, number>>): number {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)\s?([a-z]+)$/i.exec(text) ?? []
  return Math.round(Number(amount ?? 0) * (units[unit.toLowerCase()] ?? 0))
}

function defaultFolder(url: URL, env: NodeJS.ProcessEnv): string {
  const base = env['XDG_DATA_HOME'] || join(homedir(), '.local/share')
  return join(base, 'colombier-seed', url.host.replace(/[^\w.-]/g, '_'))
}
