export { importReasonOf, wordsOfYtDlp } from './reasons.ts'
export { takesImports, videoImportRoutes } from './routes.ts'
export { openImportWork } from './work-imports.ts'
export { findYtDlp } from './yt-dlp.ts'
