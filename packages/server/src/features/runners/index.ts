export { type RunnerJobDeps, runnerJobRoutes } from './job-routes.ts'
export { AVAILABLE_JOBS_CHANNEL, cancelJobsOf, failStalledJobs, listJobsOf, offerRunnerJobs } from './job-store.ts'
export { runnerRoutes } from './routes.ts'
export { type HandedIn, HLS_FIELDS, type RunnerJob, type RunnerWork } from './runner-job.ts'
