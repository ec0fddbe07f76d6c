/** Files to keep: renditions, what was uploaded, torrents. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Request, Response, Router } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { fromShortUuid } from '../../kernel/short-uuid.ts'
import { requireViewer } from '../../platform/http.ts'
import { canManage } from '../videos/index.ts'
import { credentialsOf, missing, type PlaybackDeps } from './access.ts'
import { cacheControlOf, isOriginalName, isTorrentName, isUuid } from './media-file.ts'
import { countSent, sendStoredFile } from './send-file.ts'
import { findBestResolution, findDownload, findOriginal } from './store.ts'

export function downloadRoutes(router: Router, deps: PlaybackDeps): void {
  router.get('/download/streaming-playlists/hls/videos/:name', async (req, res) => {
    const [, uuid = '', resolution = ''] = /^(.{36})-(\d{1,4})-fragmented\.mp4$/.exec(req.params.name) ?? []
    if (!isUuid(uuid)) throw missing()
    await sendRendition(deps, req, res, { uuid, findResolution: async () => Number(resolution) })
  })

  // Each rendition has picture and sound: nothing is to be put together, and the best one asked for is all of them.
  router.get('/download/videos/generate/:uuid', async (req, res) => {
    const uuid = uuidOf(req.params.uuid)
    const ids = [req.query['videoFileIds'] ?? []].flat().map(Number)
    if (!uuid || ids.length === 0 || ids.length > FILES_MAX || !ids.every(Number.isSafeInteger)) throw missing()
    await sendRendition(deps, req, res, { uuid, findResolution: () => findBestResolution(deps.db, uuid, ids) })
  })

  router.get('/download/original-video-files/:name', async (req, res) => {
    const viewer = requireViewer(res)
    const { name } = req.params
    const key = `${STORAGE.originals}/${name}`
    const found = isOriginalName(name) ? await findOriginal(deps.db, key) : undefined
    if (!found) throw missing()
    if (!canManage(found, viewer)) throw new AppError('forbidden', 'This file is for who uploaded it.')
    res.attachment(found.fileName)
    await sendStoredFile(deps, req, res, { key, fileName: name, cacheControl: 'private, no-store' })
  })
}

async function sendRendition(
  deps: PlaybackDeps,
  req: Request,
  res: Response,
  { uuid, findResolution }: { uuid: string; findResolution: () => Promise<number | undefined> }
): Promise<void> {
  const access = await deps.checkMediaAccess(uuid, credentialsOf(req, res))
  const resolution = await findResolution()
  const found = resolution === undefined ? undefined : await findDownload(deps.db, uuid, resolution)
  if (!found) throw missing()
  if (!found.isEnabled) throw new AppError('forbidden', 'Downloading this video is disabled.')

  countSent(deps, res, uuid)
  res.attachment(`${safeName(found.videoName)} - ${resolution}p.mp4`)
  await sendStoredFile(deps, req, res, {
    key: `${STORAGE.hls}/${uuid}/${found.fileName}`,
    fileName: found.fileName,
    cacheControl: cacheControlOf({ isFinal: true, isPublic: access.isForEverybody })
  })
}

const FILES_MAX = 20

const uuidOf = (text: string) => (isUuid(text) ? text : fromShortUuid(text))

/** The same file under two addresses: clients open one, people keep the other. */
export function torrentRoutes(router: Router, deps: PlaybackDeps): void {
  for (const folder of ['lazy-static', 'download']) {
    router.get(`/${folder}/torrents/:name`, async (req, res) => {
      const { name } = req.params
      const file = isTorrentName(name) ? await deps.torrents.find(name) : undefined
      if (!file) throw missing()
      const access = await deps.checkMediaAccess(file.videoUuid, credentialsOf(req, res))
      const key = await deps.torrents.make(file)
      if (folder === 'download') res.attachment(`${safeName(file.videoName)} - ${file.resolution}p.torrent`)
      const cacheControl = cacheControlOf({ isFinal: true, isPublic: access.isForEverybody })
      await sendStoredFile(deps, req, res, { key, fileName: name, cacheControl })
    })
  }
}

const safeName = (videoName: string) => videoName.replace(/[/\\]/g, '-')
