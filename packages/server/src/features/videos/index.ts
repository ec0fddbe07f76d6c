export { CATEGORIES, constantOf, LICENCES } from './constants.ts'
export { type DeleteDeps, removeFilesOf, removeVideo } from './delete-video.ts'
export {
  type FoundVideo,
  findVideo,
  getVideoDetails,
  listDetails,
  trackerUrlsOf
} from './details.ts'
export { isFileToken, makeFileToken } from './file-token.ts'
export { findManageable, findOpenedByToken, findWatchable } from './find-video.ts'
export { insertVideo, type NewVideo } from './insert-video.ts'
export { LANGUAGES } from './languages.ts'
export { createMediaAccess, type FileCredentials } from './media-access.ts'
export { assertOpened, type OpenVideoCredentials, openAccess, openVideo } from './open-video.ts'
export { listVideos, type VideoList, type VideoListing, type VideoScope } from './queries.ts'
export {
  claimRefresh,
  findOriginalUrl,
  findRemoteVideo,
  noteMissing,
  type RemoteVideo,
  refreshWhenSeen,
  type StoredRemoteVideo,
  saveRemoteRatings,
  saveRemoteVideo
} from './remote.ts'
export { findRemoteFile, listRemoteFiles, type RemoteFileSource } from './remote-files.ts'
export { type VideosDeps, videoRoutes } from './routes.ts'
export { type SourceRow, toSource } from './source-wire.ts'
export { findStanding, type Standing } from './standing.ts'
export { countRecentViews, deleteVideoRows, findAccess, findStoryboard, hasVideos, publishDueVideos } from './store.ts'
export { tellRemoteVideo } from './tell-remote-video.ts'
export {
  lockSettings,
  replacePasswords,
  updateSettings,
  type VideoPictures,
  type VideoSettings
} from './update-video.ts'
export { assertCanWatch, canManage, isForEverybody, type VideoAccess, videoNotFound } from './video.ts'
export { listedFor, notMutedBy, withOwnChoice } from './video-filters.ts'
export { toOwnerFacts, toStoryboard, toSummary, VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from './wire.ts'
