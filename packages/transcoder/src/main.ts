/**
 * The transcoder as a process: takes jobs from the queue until it is told to stop.
 *
 * Ends by itself when the server that forked it is gone, however that ended. SIGTERM and SIGINT stop ffmpeg and give
 * running jobs back to the queue; the process is gone within 3 seconds even when the queue no longer answers.
 */
import { BadSetting, readConfig } from './config.ts'
import { TRANSCODE_QUEUE } from './contract.ts'
import { warmUp } from './ffmpeg/run.ts'
import { transcode } from './jobs/transcode.ts'
import { configureLog, log } from './log.ts'
import { openWorker, type QueueJob } from './queue.ts'
import { openStorage } from './storage.ts'

const STOP_MS = 2500

async function main(): Promise<void> {
  const config = readConfig(process.env)
  await configureLog(config.logLevel)
  warmUp()
  const storage = openStorage(config.dataFolder)
  await storage.sweepWorkFolders()

  const work = async (job: QueueJob, signal: AbortSignal) => {
    log.info('Transcoding begins: job {id}', { id: job.id })
    try {
      const result = await transcode({ storage, threads: config.threads }, job, signal)
      log.info('Transcoding done: job {id}', { id: job.id })
      return result
    } catch (error) {
      if (!signal.aborted) log.warning('Transcoding failed: job {id}: {error}', { id: job.id, error: String(error) })
      throw error
    }
  }

  const worker = openWorker(config, work, {
    queueName: TRANSCODE_QUEUE,
    concurrency: config.concurrency,
    onError: error => log.warning('Queue: {message}', { message: error.message })
  })

  log.info('Waiting for jobs on {home}', { home: config.redisUrl ? 'Redis' : 'PostgreSQL' })

  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    // Whatever does not answer by then is left to the stalled check; ffmpeg ends with this process.
    setTimeout(() => process.exit(0), STOP_MS)
    worker.close().then(
      () => process.exit(0),
      () => process.exit(0)
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('disconnect', stop)
  // The server may have gone before anybody listened for that.
  if (process.connected === false) stop()
}

main().catch(error => {
  process.stderr.write(error instanceof BadSetting ? `${error.message}\n` : `${error?.stack ?? error}\n`)
  process.exit(1)
})
