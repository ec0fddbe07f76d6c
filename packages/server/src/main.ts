/** The server's process: settings, start, the words at the terminal, signals. */
import { loadEnvFile } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { readConfig } from './app/config.ts'
import { asSentence, startServer } from './app/start.ts'
import { greet } from './app/start-greeting.ts'
import { configureLogs, log } from './platform/log.ts'

/**
 * V8 would let what is short-lived grow to 64 MB before it looks what is still wanted: on a small server that memory is
 * worth more than the few collections it saves.
 */
setFlagsFromString('--semi-space-growth-factor=1')

/** npm passes Ctrl-C on to a process that the terminal has already told. */
const SECOND_SIGNAL_AFTER_MS = 500

try {
  await run()
} catch (error) {
  fail(error)
}

async function run(): Promise<void> {
  readEnvFile()
  const config = readConfig(process.env)
  configureLogs(config.logLevel)
  let isStopping = false
  let stop: (status: number) => void = status => process.exit(status)
  const signalled = onSignal(() => stop(0))

  const server = await startServer({
    config,
    onFatal: reason => {
      if (!isStopping) process.stderr.write(`${reason}\n`)
      stop(1)
    }
  })
  stop = status => {
    if (isStopping) return
    isStopping = true
    log('server').info('Stopping')
    void server.stop().finally(() => process.exit(status))
  }
  if (signalled()) stop(0)
  else process.stdout.write(greet({ config, administrator: server.administrator }))
}

function readEnvFile(): void {
  try {
    loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** The first signal stops in order, a later one at once. @returns Whether one has come. */
function onSignal(stop: () => void): () => boolean {
  let firstAt: number | undefined
  const handle = () => {
    const now = performance.now()
    if (firstAt !== undefined && now - firstAt > SECOND_SIGNAL_AFTER_MS) process.exit(130)
    if (firstAt !== undefined) return
    firstAt = now
    stop()
  }
  process.on('SIGINT', handle)
  process.on('SIGTERM', handle)
  process.on('SIGHUP', handle)
  return () => firstAt !== undefined
}

function fail(error: unknown): never {
  const text = asSentence(error) ?? (error instanceof Error ? error.stack : String(error))
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
