/**
 * What PeerTube has and this server has not: plugins, live streaming, an editor, synchronised channels. Lists are
 * empty, things are not found, wishes are refused: clients learn it the way they expect.
 */
import type { Router } from 'express'
import { PageRange } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'

const NOTHING = { total: 0, data: [] }

export function absentRoutes(): Router {
  const api = apiRouter()
  plugins(api)
  live(api)
  making(api)
  return api.router
}

function plugins(api: ApiRouter): void {
  const missing = () => {
    throw new AppError('not_found', 'Plugin not found')
  }
  const refuse = () => {
    throw new AppError('not_implemented', 'This server runs no plugins.')
  }
  api.on('getPlugins', { query: PageRange }, () => NOTHING)
  api.on('getAvailablePlugins', { query: PageRange }, () => NOTHING)
  api.on('addPlugin', {}, refuse)
  api.on('updatePlugin', {}, refuse)
  api.on('uninstallPlugin', {}, refuse)
  api.on('getPlugin', {}, missing)
  api.on('setPluginSettings', {}, missing)
  api.on('getPluginRegisteredSettings', {}, missing)
  api.on('getPluginPublicSettings', {}, missing)
}

/** Videos and captions that come about by themselves. Statuses and codes are PeerTube's, with the feature off. */
function making(api: ApiRouter): void {
  const refuse = (code: 'invalid' | 'forbidden', message: string) => () => {
    throw new AppError(code, message)
  }
  const noSync = refuse('forbidden', 'This server does not synchronise channels.')
  api.on('editVideoInStudio', {}, refuse('invalid', 'This server has no video editor.'))
  api.on('generateVideoCaption', {}, refuse('invalid', 'This server does not write captions by itself.'))
  api.on('importVideosInChannel', {}, refuse('forbidden', 'This server does not import whole channels.'))
  api.on('addVideoChannelSync', {}, noSync)
  api.on('triggerVideoChannelSync', {}, noSync)
  api.on('delVideoChannelSync', {}, () => {
    throw new AppError('not_found', 'Synchronization not found')
  })
  api.on('getVideoChannelSyncs', { query: PageRange }, () => NOTHING)
}

function live(api: ApiRouter): void {
  const missing = () => {
    throw new AppError('not_found', 'Live video not found')
  }
  api.on('addLive', {}, () => {
    throw new AppError('forbidden', 'Live is not enabled on this instance', { wireCode: 'live_not_enabled' })
  })
  api.on('getLiveId', {}, missing)
  api.on('updateLiveId', {}, missing)
  api.on('getLiveSessions', {}, missing)
  api.on('getLiveSession', {}, missing)
}
