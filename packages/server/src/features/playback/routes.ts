/**
 * HTTP surface of media files, laid out as PeerTube 6.3 does: `/static/streaming-playlists/hls/…`, `/lazy-static/…`,
 * `/download/…`. GET and HEAD only; anything but the name of a file we offer is 404.
 */
import { readFile } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { type RequestHandler, type Response, Router } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { createCache } from '../../platform/cache.ts'
import { credentialsOf, fileTokenOf, missing, type PlaybackDeps } from './access.ts'
import { downloadRoutes, torrentRoutes } from './downloads.ts'
import {
  cacheControlOf,
  contentTypeOf,
  isCaptionFileName,
  isHlsFileName,
  isImageFileName,
  isUuid,
  withQueryInUris
} from './media-file.ts'
import { countSent, type FileSender, sendStoredFile } from './send-file.ts'
import { findCaptionedVideo, findMediaFolder } from './store.ts'

const IMAGE_FOLDERS = [STORAGE.thumbnails, STORAGE.previews, STORAGE.storyboards, STORAGE.avatars, STORAGE.banners]

/** How long a change of privacy may take to reach the files, in exchange for not asking the database per segment. */
const FOLDER_TTL_MS = 1000

export function playbackRoutes(deps: PlaybackDeps): Router {
  const router = Router()
  const folders = createCache<Awaited<ReturnType<typeof findMediaFolder>>>({ ttlMs: FOLDER_TTL_MS, maxEntries: 1000 })
  router.use(allowAnyOrigin)

  const hls: RequestHandler = async (req, res) => {
    const uuid = String(req.params['uuid'])
    const fileName = String(req.params['file'])
    if (!isUuid(uuid) || !isHlsFileName(fileName)) throw missing()

    const access = await deps.checkMediaAccess(uuid, credentialsOf(req, res))
    const folder = await folders.get(uuid, () => findMediaFolder(deps.db, uuid))
    const isFinal = folder?.finalNames.has(fileName) ?? false
    if (!isFinal && !folder?.growingNames.has(fileName)) throw missing()

    countSent(deps, res, uuid)
    const cacheControl = cacheControlOf({ isFinal, isPublic: access.isForEverybody })
    const key = `${STORAGE.hls}/${uuid}/${fileName}`
    const token = fileTokenOf(req)
    if (token && req.query['reinjectVideoFileToken'] === 'true' && fileName.endsWith('.m3u8')) {
      return sendPlaylistWithToken(deps, res, { key, fileName, token, cacheControl })
    }
    await sendStoredFile(deps, req, res, { key, fileName, cacheControl })
  }
  router.get('/static/streaming-playlists/hls/private/:uuid/:file', hls)
  router.get('/static/streaming-playlists/hls/:uuid/:file', hls)

  for (const folder of IMAGE_FOLDERS) {
    router.get(`/lazy-static/${folder}/:file`, async (req, res) => {
      const fileName = req.params.file
      if (!isImageFileName(fileName)) throw missing()
      const cacheControl = cacheControlOf({ isFinal: true, isPublic: true })
      await bringMissing(deps, folder, fileName)
      await sendStoredFile(deps, req, res, { key: `${folder}/${fileName}`, fileName, cacheControl })
    })
  }

  router.get(`/lazy-static/${STORAGE.captions}/:file`, async (req, res) => {
    const fileName = req.params.file
    const uuid = isCaptionFileName(fileName) ? await findCaptionedVideo(deps.db, fileName) : undefined
    if (!uuid) throw missing()
    const access = await deps.checkMediaAccess(uuid, credentialsOf(req, res))
    const cacheControl = cacheControlOf({ isFinal: true, isPublic: access.isForEverybody })
    await bringMissing(deps, STORAGE.captions, fileName)
    await sendStoredFile(deps, req, res, { key: `${STORAGE.captions}/${fileName}`, fileName, cacheControl })
  })

  downloadRoutes(router, deps)
  torrentRoutes(router, deps)
  for (const root of ['/static', '/lazy-static', '/download']) {
    router.use(root, () => {
      throw missing()
    })
  }
  return router
}

/** What another server's video has is fetched when somebody first asks for it. */
async function bringMissing({ storage, bringFile }: PlaybackDeps, folder: string, fileName: string): Promise<void> {
  if ((await storage.sizeOf(`${folder}/${fileName}`)) === undefined) await bringFile(folder, fileName)
}

/** Players on other sites fetch our files; nothing here depends on cookies for them. */
export const allowAnyOrigin: RequestHandler = (req, res, next) => {
  if (!/^\/(static|lazy-static|download)\//.test(req.path)) return next()
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Access-Control-Allow-Headers', 'Range, Authorization, X-PeerTube-Video-Password')
  res.setHeader('Access-Control-Expose-Headers', 'Content-Range, Content-Length, Accept-Ranges')
  if (req.method === 'OPTIONS') return void res.sendStatus(204)
  next()
}

async function sendPlaylistWithToken(
  { storage }: FileSender,
  res: Response,
  { key, fileName, token, cacheControl }: { key: string; fileName: string; token: string; cacheControl: string }
): Promise<void> {
  const text = await readFile(storage.pathOf(key), 'utf8').catch(error => {
    throw new AppError('not_found', 'File not found', { cause: error })
  })
  const query = new URLSearchParams({ videoFileToken: token, reinjectVideoFileToken: 'true' })
  res.setHeader('Cache-Control', cacheControl)
  res.setHeader('Content-Type', contentTypeOf(fileName))
  res.send(withQueryInUris(text, query.toString()))
}
