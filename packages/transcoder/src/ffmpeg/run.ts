/** Runs ffmpeg through fluent-ffmpeg, at low priority, watched, and never longer than its starter lives. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import createCommand from 'fluent-ffmpeg'
import { TranscodeFailure } from '../failure.ts'
import type { FfmpegCommandLine } from './arguments.ts'

const GUARD = join(import.meta.dirname, 'guard.sh')
const NICENESS = 15
const REPORT_SECONDS = 0.5
const SIGNAL_LAG_MS = 200
/** 255 is ffmpeg's own status after a signal it has caught. */
const ENDED_FROM_OUTSIDE = /signal SIG(KILL|TERM|INT|HUP)|code 255$/
/** Node's timers know no longer wait. */
const MAX_TIMER_MS = 2 ** 31 - 1

export interface RunOptions {
  /** Where relative output names are. */
  readonly folder: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** How far the output has come, about twice a second. */
  onProgress?(outputSeconds: number): void
}

/**
 * Resolves when ffmpeg has ended well.
 *
 * @throws TranscodeFailure; when `signal` is aborted, the signal's reason.
 */
export async function runFfmpeg(line: FfmpegCommandLine, options: RunOptions): Promise<void> {
  const { folder, timeoutMs, signal, onProgress } = options
  signal?.throwIfAborted()
  const command = buildCommand(line, folder)
  const timeout = AbortSignal.timeout(Math.min(Math.ceil(timeoutMs), MAX_TIMER_MS))
  // What it has written so far is of no use, so that it need not end in good order.
  const stop = () => command.kill('SIGKILL')

  try {
    await new Promise<void>((resolve, reject) => {
      command.on('start', () => {
        // Aborted while fluent-ffmpeg was still asking ffmpeg what it can do.
        if (signal?.aborted) stop()
      })
      command.on('stderr', line => {
        const microseconds = /^out_time_us=(\d+)/.exec(line)?.[1]
        if (microseconds) onProgress?.(Number(microseconds) / 1e6)
      })
      command.on('end', () => resolve())
      command.on('error', (error, _stdout, stderr) => reject(explain(error, String(stderr ?? ''))))
      for (const source of [signal, timeout]) source?.addEventListener('abort', stop, { once: true })
      command.run()
    })
  } catch (error) {
    // Ctrl-C reaches ffmpeg and us at once, in whatever order: our own reason to stop comes first.
    if (!timeout.aborted) await sleep(SIGNAL_LAG_MS)
    signal?.throwIfAborted()
    if (timeout.aborted) throw new TranscodeFailure('over-limits', `ffmpeg took more than ${timeoutMs / 1000} s`)
    throw error
  } finally {
    for (const source of [signal, timeout]) source?.removeEventListener('abort', stop)
  }
}

/** Asks ffmpeg what it can do, once for all later runs, which would otherwise wait for it. */
export function warmUp(): void {
  const command = createCommand().setFfmpegPath(GUARD)
  // What fails here fails again, and is told, at the first run.
  command.getAvailableFormats(() => command.getAvailableEncoders(() => {}))
}

function buildCommand({ inputs, graph, outputs }: FfmpegCommandLine, folder: string) {
  const command = createCommand({ cwd: folder, niceness: NICENESS, stdoutLines: 60 })
  command.setFfmpegPath(GUARD)
  for (const { path, options } of inputs) command.input(path).inputOptions('-nostdin', ...options)
  if (graph) command.complexFilter(graph)
  outputs.forEach(({ target, options }, index) => {
    const report = ['-loglevel', 'warning', '-nostats', '-progress', 'pipe:2', '-stats_period', String(REPORT_SECONDS)]
    command.output(target).outputOptions(...(index === 0 ? report : []), ...options)
  })
  return command
}

/** ffmpeg's last words to one of our codes. */
function explain(error: Error, stderr: string): TranscodeFailure {
  const said = stderr
    .split('\n')
    .filter(line => line !== '' && !/^\w+=/.test(line))
    .slice(-3)
    .join(' | ')
    .replaceAll(/(file:)?\/\S*\//g, '')
  if (/No space left on device|Disk quota exceeded/.test(stderr))
    return new TranscodeFailure('no-space', said, { canRetry: true })
  if (/Cannot find ffmpeg|ENOENT|code 127/.test(error.message))
    return new TranscodeFailure('internal', 'ffmpeg is not installed', { canRetry: true })
  if (ENDED_FROM_OUTSIDE.test(error.message))
    return new TranscodeFailure('internal', 'ffmpeg was killed', { wasInterrupted: true })
  const isSource = /Invalid data|Error while decoding|could not find codec|not on whitelist|Decoder .* not found/i
  if (isSource.test(stderr)) return new TranscodeFailure('undecodable', said)
  return new TranscodeFailure('internal', said || error.message, { canRetry: true })
}
