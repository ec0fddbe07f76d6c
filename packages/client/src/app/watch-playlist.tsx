/** A film's page within a playlist: an entry of its own, so that the others do not carry it. */
import { playThrough } from './playlist.ts'
import { startWatching } from './start-watching.tsx'

startWatching((controller, { playlist }, begin) => playThrough(controller, playlist?.stopSeconds ?? null, begin))
