/** Jobs as runners and administrators see them. Shapes: PeerTube 6.3. */
import { RUNNER_JOB_STATE_LABELS } from '../../contract/index.ts'
import type { RunnerJob } from './runner-job.ts'

/** What to do, with the address of the video: only whoever holds the job can fetch it. */
export function toPayload(origin: string, { uuid, videoUuid, output }: RunnerJob) {
  return {
    input: {
      videoFileUrl: `${origin}/api/v1/runners/jobs/${uuid}/files/videos/${videoUuid}/max-quality`,
      separatedAudioFileUrl: []
    },
    output: { resolution: output.resolution, fps: output.fps, separatedAudio: false }
  }
}

export function toRunnerJob(origin: string, job: RunnerJob) {
  return {
    uuid: job.uuid,
    type: job.type,
    state: { id: job.state, label: RUNNER_JOB_STATE_LABELS[job.state] },
    payload: toPayload(origin, job),
    failures: job.failures,
    error: job.error,
    progress: job.progress,
    priority: job.priority,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
    parent: null,
    runner: job.runner
  }
}

export function toRunnerJobForAdministrators(origin: string, job: RunnerJob) {
  return { ...toRunnerJob(origin, job), privatePayload: { videoUUID: job.videoUuid } }
}
