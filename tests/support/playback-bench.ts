import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { playbackRoutes } from '../../packages/server/src/features/playback/index.ts'
import { openTorrents, type Torrents } from '../../packages/server/src/features/torrents/index.ts'
import { createMediaAccess, findAccess, makeFileToken } from '../../packages/server/src/features/videos/index.ts'
import { problemHandler } from '../../packages/server/src/platform/http.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openDiskStorage, type Storage } from '../../packages/server/src/platform/storage/disk.ts'
import { type AVideo, aVideo, giveRendition, type HlsNames } from './a-video.ts'
import { freshDatabase } from './database.ts'
import { asPerson, makePeople, type People } from './people.ts'
import { serve } from './serve.ts'

export interface PlayableVideo extends AVideo {
  readonly names: HlsNames
  /** `/static/streaming-playlists/hls/{uuid}` */
  readonly folder: string
}

export interface PlaybackBench {
  readonly db: Database
  readonly storage: Storage
  readonly people: People
  readonly torrents: Torrents
  /** What was sent of which video. */
  readonly sent: readonly (readonly [videoUuid: string, bytes: number])[]
  readonly origin: string
  /** Ada's, with a file of 1000 digits, its playlists and its pictures. */
  video(change?: Parameters<typeof aVideo>[2] & { isFinal?: boolean }): Promise<PlayableVideo>
  write(key: string, content: string): Promise<void>
  fetch(path: string, headers?: Record<string, string>, method?: string): Promise<Response>
  /** Opens that video's files as it is now. */
  token(videoUuid: string): Promise<string>
  close(): Promise<void>
}

export const CONTENT = '0123456789'.repeat(100)
export const PLAYLIST = (file: string) =>
  `#EXTM3U\n#EXT-X-MAP:URI="${file}",BYTERANGE="10@0"\n#EXTINF:4,\n#EXT-X-BYTERANGE:100@10\n${file}\n`

const SECRET = Buffer.alloc(32, 1)

/** The routes of media files, with a storage and a database of their own. */
export async function openPlaybackBench({ accelPrefix }: { accelPrefix?: string } = {}): Promise<PlaybackBench> {
  const { db, close } = await freshDatabase()
  const root = await mkdtemp(join(tmpdir(), 'colombier-playback-'))
  const storage = openDiskStorage(root)
  const people = await makePeople(db)
  const checkMediaAccess = createMediaAccess({ db, tokenSecret: SECRET })
  const torrents = await openTorrents({ db, storage, origin: 'https://videos.example' })
  const sent: [string, number][] = []
  const routes = playbackRoutes({
    db,
    storage,
    accelPrefix,
    checkMediaAccess,
    torrents,
    bringFile: async () => false,
    noteSent: (...one) => void sent.push(one)
  })
  const server = await serve(express().use(asPerson(people), routes, problemHandler))

  const write = async (key: string, content: string) => {
    await writeFile(join(root, 'new'), content)
    await storage.put(join(root, 'new'), key)
  }
  return {
    db,
    storage,
    people,
    torrents,
    sent,
    write,
    origin: server.origin,
    async video({ isFinal = true, ...change } = {}) {
      const video = await aVideo(db, people.ada.channelId, change)
      const names = await giveRendition(db, video, { isFinal })
      const folder = `streaming-playlists/hls/${video.uuid}`
      await write(`${folder}/${names.file}`, CONTENT)
      await write(`${folder}/${names.playlist}`, PLAYLIST(names.file))
      await write(`${folder}/${names.master}`, `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${names.playlist}\n`)
      if (isFinal) await write(`${folder}/${names.sha256}`, '{}')
      await write(`storyboards/${names.storyboard}`, 'sprites')
      return { ...video, names, folder: `/static/${folder}` }
    },
    fetch: (path, headers = {}, method = 'GET') => fetch(`${server.origin}${path}`, { method, headers }),
    token: async uuid => makeFileToken(SECRET, (await findAccess(db, { uuid }))!).token,
    async close() {
      await server.close()
      await close()
      await rm(root, { recursive: true })
    }
  }
}
