/** HTTP surface of the passwords of videos, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  PRIVACY,
  VideoPasswordListQuery,
  VideoPasswordReference,
  VideoPasswordsBody,
  VideoReference
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import { findManageable, replacePasswords } from '../videos/index.ts'
import { listPasswords, lockVideo, removePassword } from './store.ts'

export function videoPasswordRoutes({ db }: { readonly db: Database }): Router {
  const api = apiRouter()

  api.on('listVideoPasswords', { params: VideoReference, query: VideoPasswordListQuery }, async call => {
    const { id } = await protectedVideo(call)
    return listPasswords(db, id, call.query)
  })
  api.on('updateVideoPasswords', { params: VideoReference, body: VideoPasswordsBody }, async call => {
    const { id } = await protectedVideo(call)
    await db.transaction(async tx => {
      await lockVideo(tx, id)
      await replacePasswords(tx, id, call.body.passwords)
    })
  })

  // 403 for the last one: the video would be closed to everybody.
  api.on('removeVideoPassword', { params: VideoPasswordReference }, async call => {
    const { id } = await protectedVideo(call)
    await db.transaction(async tx => {
      await lockVideo(tx, id)
      const removed = await removePassword(tx, id, call.params.videoPasswordId)
      if (!removed) throw new AppError('not_found', 'Video password not found')
      if (removed.leftCount === 0)
        throw new AppError('forbidden', 'Cannot delete the last password of the protected video')
    })
  })

  async function protectedVideo(call: Parameters<typeof findManageable>[1]) {
    const video = await findManageable(db, call)
    if (video.privacy !== PRIVACY.password) throw new AppError('invalid', 'Video is not password protected')
    return video
  }
  return api.router
}
