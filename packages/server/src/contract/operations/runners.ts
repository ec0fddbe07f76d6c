import type { Operations } from '../access.ts'

export const RUNNER_OPERATIONS = {
  generateRunnerRegistrationToken: {
    on: 'POST /runners/registration-tokens/generate',
    access: 'administrator',
    summary: 'Make a token with which runners may register'
  },
  listRunnerRegistrationTokens: {
    on: 'GET /runners/registration-tokens',
    access: 'administrator',
    summary: 'List the tokens with which runners may register'
  },
  deleteRunnerRegistrationToken: {
    on: 'DELETE /runners/registration-tokens/{registrationTokenId}',
    access: 'administrator',
    summary: 'Remove a registration token and the runners that used it'
  },
  listRunners: { on: 'GET /runners', access: 'administrator', summary: 'List runners' },
  registerRunner: { on: 'POST /runners/register', access: 'runner', summary: 'Register a runner' },
  unregisterRunner: { on: 'POST /runners/unregister', access: 'runner', summary: 'Take back a registration' },
  deleteRunner: { on: 'DELETE /runners/{runnerId}', access: 'administrator', summary: 'Remove a runner' },
  listRunnerJobs: { on: 'GET /runners/jobs', access: 'administrator', summary: 'List work for runners' },
  cancelRunnerJob: {
    on: 'POST /runners/jobs/{jobUUID}/cancel',
    access: 'administrator',
    summary: 'Give up a runner’s work'
  },
  deleteRunnerJob: {
    on: 'DELETE /runners/jobs/{jobUUID}',
    access: 'administrator',
    summary: 'Give up a runner’s work and forget it'
  },
  requestRunnerJob: { on: 'POST /runners/jobs/request', access: 'runner', summary: 'Ask for work' },
  acceptRunnerJob: { on: 'POST /runners/jobs/{jobUUID}/accept', access: 'runner', summary: 'Take work on' },
  abortRunnerJob: { on: 'POST /runners/jobs/{jobUUID}/abort', access: 'runner', summary: 'Give work back' },
  updateRunnerJob: { on: 'POST /runners/jobs/{jobUUID}/update', access: 'runner', summary: 'Tell how far work is' },
  errorRunnerJob: { on: 'POST /runners/jobs/{jobUUID}/error', access: 'runner', summary: 'Tell that work failed' },
  successRunnerJob: { on: 'POST /runners/jobs/{jobUUID}/success', access: 'runner', summary: 'Hand in what was made' },
  getRunnerJobVideoFile: {
    on: 'POST /runners/jobs/{jobUUID}/files/videos/{videoId}/max-quality',
    access: 'runner',
    summary: 'Fetch the video that work is about'
  }
} as const satisfies Operations
