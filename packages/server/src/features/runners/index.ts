export { type RunnerJobDeps, runnerJobRoutes } from './job-routes.ts'
export {
  cancelJobsOf,
  failStalledJobs,
  listJobsOf,
  offerRunnerJobs,
  remindRunners,
  sweepRunnerJobs
} from './job-store.ts'
export { type RunnerLiveDeps, tellRunners } from './live.ts'
export { runnerRoutes } from './routes.ts'
export { type HandedIn, HLS_FIELDS, type RunnerJob, type RunnerWork } from './runner-job.ts'
