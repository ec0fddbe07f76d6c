export { type RunnerJobDeps, runnerJobRoutes } from './job-routes.ts'
export {
  cancelJobsOf,
  failStalledJobs,
  listJobsOf,
  listRunnerJobs,
  offerRunnerJobs,
  remindRunners,
  sweepRunnerJobs
} from './job-store.ts'
export { type RunnerLiveDeps, tellRunners } from './live.ts'
export { cancelRunnerJob, dropRegistrationToken, dropRunner, makeRegistrationToken } from './manage.ts'
export { runnerRoutes } from './routes.ts'
export { type HandedIn, HLS_FIELDS, type RunnerJob, type RunnerWork } from './runner-job.ts'
export { listRegistrationTokens, listRunners } from './runner-store.ts'
