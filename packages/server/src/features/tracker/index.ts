export { trackerAdministrationRoutes, trackerRoutes } from './routes.ts'
export { currentSwarmHashes, type SharedPlaylist } from './swarm-hashes.ts'
export { followPlaylists, openTracker, type Tracker, type TrackerDeps } from './tracker.ts'
