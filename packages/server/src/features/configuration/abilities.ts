/** What this server cannot do, or does as the environment says: settings nobody may change at run time. */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { InstanceSettings } from '../../contract/index.ts'
import { InvalidRequest } from '../../platform/http.ts'
import { valueAt } from './changes.ts'
import { CONTRAST_MIN } from './colours.ts'
import { measureLook } from './look.ts'

const BY_ENVIRONMENT = 'is set in the environment, and holds from the next start'

/** Settings, or whole groups of them, with the reason. */
const FIXED: Readonly<Record<string, string>> = {
  live: 'cannot be changed: this server has no live streaming',
  videoStudio: 'cannot be changed: this server has no video editor',
  videoTranscription: 'cannot be changed: this server does not write captions by itself',
  'import.videoChannelSynchronization': 'cannot be changed: this server does not synchronise channels',
  'import.videos.concurrency': 'cannot be changed: each server imports one video at a time',
  'transcoding.enabled': 'cannot be changed: every video is transcoded',
  'transcoding.hls': 'cannot be changed: every video is served as HLS, sound and picture together',
  'transcoding.webVideos': 'cannot be changed: HLS files are plain MP4 files too, so there are no others',
  'transcoding.profile': 'cannot be changed: there is one profile',
  'transcoding.resolutions.0p': 'cannot be changed: no rendition has sound alone',
  'transcoding.alwaysTranscodeOriginalResolution': 'cannot be changed: renditions follow the ladder',
  'transcoding.allowAdditionalExtensions': 'cannot be changed: files are judged by their content',
  'transcoding.allowAudioFiles': 'cannot be changed: audio files are taken',
  'transcoding.threads': BY_ENVIRONMENT,
  'transcoding.concurrency': BY_ENVIRONMENT,
  storyboards: 'cannot be changed: every video gets one',
  theme: 'cannot be changed: there is one theme',
  cache: 'cannot be changed: copies of remote pictures are kept as long as they are shown',
  'instance.customizations': 'cannot be changed: pages run no code but their own',
  'instance.defaultClientRoute': 'cannot be changed: the first page lists the newest videos',
  'client.menu.login': 'cannot be changed: people sign in here, not elsewhere',
  'search.searchIndex': 'cannot be changed: no index of other servers is searched',
  'followings.instance.autoFollowIndex': 'cannot be changed: this server follows no index of servers'
}

/** @throws InvalidRequest naming the settings that are not as `defaults` has them, and cannot be otherwise. */
export function assertPossible(settings: InstanceSettings, defaults: InstanceSettings): void {
  const faults = Object.entries(FIXED).flatMap(([name, message]) => {
    const path = name.split('.')
    const isKept = isDeepStrictEqual(valueAt(settings, path), valueAt(defaults, path))
    return isKept ? [] : [{ code: 'custom' as const, path, message, input: valueAt(settings, path) }]
  })
  const { '0p': _, ...rungs } = settings.transcoding.resolutions
  if (!Object.values(rungs).includes(true)) {
    const path = ['transcoding', 'resolutions']
    faults.push({ code: 'custom', path, message: 'must leave one resolution at least', input: rungs })
  }
  faults.push(...unreadable(settings))
  if (faults.length > 0) throw new InvalidRequest(new z.ZodError(faults), settings, 'body')
}

function unreadable({ look }: InstanceSettings) {
  const colours = measureLook(look).flatMap(theme => theme.colours)
  const message = `must leave all text a contrast of ${CONTRAST_MIN}:1 with its ground`
  return colours.flatMap(({ setting, colour, isEnough }) =>
    isEnough ? [] : [{ code: 'custom' as const, path: ['look', setting], message, input: colour }]
  )
}

/** Paths that keep the default whatever was stored by an older version, or before the environment changed. */
export const FIXED_PATHS = Object.keys(FIXED).map(name => name.split('.'))
