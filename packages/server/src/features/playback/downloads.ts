/** Files to keep: renditions, what was uploaded, torrents. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { Router } from 'express'
import { AppError } from '../../kernel/errors.ts'
import { requireViewer } from '../../platform/http.ts'
import { canManage } from '../videos/index.ts'
import { credentialsOf, missing, type PlaybackDeps } from './access.ts'
import { cacheControlOf, isOriginalName, isTorrentName, isUuid } from './media-file.ts'
import { sendStoredFile } from './send-file.ts'
import { findDownload, findOriginal } from './store.ts'

export function downloadRoutes(router: Router, deps: PlaybackDeps): void {
  router.get('/download/streaming-playlists/hls/videos/:name', async (req, res) => {
    const [, uuid = '', resolution = ''] = /^(.{36})-(\d{1,4})-fragmented\.mp4$/.exec(req.params.name) ?? []
    if (!isUuid(uuid)) throw missing()
    const access = await deps.checkMediaAccess(uuid, credentialsOf(req, res))
    const found = await findDownload(deps.db, uuid, Number(resolution))
    if (!found) throw missing()
    if (!found.isEnabled) throw new AppError('forbidden', 'Downloading this video is disabled.')

    res.attachment(`${safeName(found.videoName)} - ${resolution}p.mp4`)
    await sendStoredFile(deps, req, res, {
      key: `${STORAGE.hls}/${uuid}/${found.fileName}`,
      fileName: found.fileName,
      cacheControl: cacheControlOf({ isFinal: true, isPublic: access.isForEverybody })
    })
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
