/** Runs ffprobe on files nobody vouches for. */
import { type ExecFileException, execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { promisify } from 'node:util'
import { TranscodeFailure } from '../failure.ts'
import { describeSource, ProbeOutput } from './describe.ts'
import { checkLimits, INPUT_GUARDS, MAX_STREAMS, MEMORY_GUARD } from './limits.ts'
import type { SourceDescription } from './source.ts'

const run = promisify(execFile)
const TIMEOUT_MS = 30_000
const PACKETS_TIMEOUT_MS = 120_000
const OUTSIDE_SIGNALS: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']

/**
 * Says what a file is.
 *
 * @throws TranscodeFailure `source-missing`, `undecodable` (neither video nor audio) or `over-limits`
 */
export async function probeFile(path: string): Promise<SourceDescription> {
  await access(path).catch(() => {
    throw new TranscodeFailure('source-missing', 'the file is gone')
  })
  const shown = await ffprobe(path, ['-show_format', '-show_streams'], TIMEOUT_MS)
  const parsed = ProbeOutput.safeParse(JSON.parse(shown || '{}'))
  if (!parsed.success) throw new TranscodeFailure('undecodable', 'ffprobe found no media in it')
  if (parsed.data.streams.length > MAX_STREAMS)
    throw new TranscodeFailure('over-limits', `it has ${parsed.data.streams.length} streams`)

  const source = describeSource(parsed.data)
  checkLimits(source)
  if (!source.video && !source.audio) throw new TranscodeFailure('undecodable', 'it has neither video nor audio')
  if (source.durationSeconds > 0) return source
  const durationSeconds = await measureDuration(path)
  const measured = { ...source, durationSeconds }
  checkLimits(measured)
  return measured
}

/** ffprobe's `-show_format -show_streams` of one of our own files, with its numbers as numbers, as PeerTube keeps it. */
export function probeMetadata(path: string): Promise<Record<string, unknown>> {
  return showMetadata(path, ['-show_format', '-show_streams'])
}

/** The same of an uploaded file, with its chapters and what it does not tell, as PeerTube keeps it. */
export function probeSourceMetadata(path: string): Promise<Record<string, unknown>> {
  return showMetadata(path, ['-show_format', '-show_streams', '-show_chapters', '-show_optional_fields', 'always'])
}

async function showMetadata(path: string, what: readonly string[]): Promise<Record<string, unknown>> {
  const shown = await ffprobe(path, what, TIMEOUT_MS)
  const metadata = withNumbers(JSON.parse(shown)) as Record<string, Record<string, unknown> | undefined>
  delete metadata['format']?.['filename']
  return metadata
}

/** ffprobe writes most numbers as text; tags are text, whatever they look like. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'string') return /^\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : value
  if (Array.isArray(value)) return value.map(withNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === 'tags' ? item : withNumbers(item)])
  )
}

export interface Packet {
  readonly ptsSeconds: number
  readonly isKeyframe: boolean
  /** Decoded, then thrown away: an edit list cuts it off. */
  readonly isDiscarded: boolean
}

/** Every packet of one stream, in file order, without decoding. */
export async function listPackets(path: string, streamIndex: number): Promise<Packet[]> {
  const shown = await ffprobe(
    path,
    ['-select_streams', String(streamIndex), '-show_entries', 'packet=pts_time,flags'],
    PACKETS_TIMEOUT_MS,
    'csv=p=0'
  )
  return shown
    .split('\n')
    .map(line => line.split(','))
    .filter(([time, flags]) => time !== undefined && flags !== undefined && Number.isFinite(Number(time)))
    .map(([time, flags]) => ({
      ptsSeconds: Number(time),
      isKeyframe: flags!.includes('K'),
      isDiscarded: flags!.includes('D')
    }))
}

/** For containers that do not tell, as what a browser records: the end of the last packet. */
async function measureDuration(path: string): Promise<number> {
  const shown = await ffprobe(path, ['-show_entries', 'packet=pts_time,duration_time'], PACKETS_TIMEOUT_MS, 'csv=p=0')
  let endSeconds = 0
  for (const line of shown.split('\n')) {
    const [start, length] = line.split(',').map(Number)
    if (Number.isFinite(start)) endSeconds = Math.max(endSeconds, start! + (length || 0))
  }
  if (endSeconds > 0) return endSeconds
  throw new TranscodeFailure('undecodable', 'it has no duration')
}

async function ffprobe(path: string, what: readonly string[], timeoutMs: number, format = 'json'): Promise<string> {
  const args = ['-v', 'error', ...MEMORY_GUARD, ...INPUT_GUARDS, '-of', format, ...what, '-i', `file:${path}`]
  try {
    const { stdout } = await run('ffprobe', args, {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: 256 * 1024 * 1024
    })
    return stdout
  } catch (error) {
    const { code, killed, signal, stderr } = error as ExecFileException & { stderr?: string }
    if (code === 'ENOENT') throw new TranscodeFailure('internal', 'ffprobe is not installed', { canRetry: true })
    if (killed || code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
      throw new TranscodeFailure('over-limits', 'ffprobe did not come to an end')
    if (signal && OUTSIDE_SIGNALS.includes(signal))
      throw new TranscodeFailure('internal', 'ffprobe was killed', { wasInterrupted: true })
    throw new TranscodeFailure('undecodable', lastLine(stderr) ?? 'ffprobe cannot read it')
  }
}

const lastLine = (text: string | undefined) =>
  text
    ?.trim()
    .split('\n')
    .at(-1)
    ?.replaceAll(/file:\S*\//g, '')
