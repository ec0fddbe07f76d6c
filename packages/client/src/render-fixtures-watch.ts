/** Pages on which one film or playlist is watched, or read. */
import type { FormFault, Page } from '@colombier/server/contract'
import { EXTRAS, embedOptions, hostile, playable, playlist, video } from './render-fixtures-video.ts'

const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;script>alert(1)&lt;/script>\n\n00:09.000 --> 00:10.000\n<v Ada>Oui'
const CAPTIONS = ['fr', 'en'].map(language => ({
  language,
  label: hostile,
  url: `/lazy-static/video-captions/${language}.vtt`
}))
const MISNAMED: FormFault = {
  form: 'save',
  id: '',
  kind: 'invalid',
  fields: ['displayName'],
  values: { form: 'make', displayName: hostile }
}

export const watchPages: Page[] = [
  { kind: 'playlist', playlist },
  { kind: 'watch', ...playable, ...EXTRAS, captions: CAPTIONS, playlist },
  { kind: 'transcript', video, captions: CAPTIONS, mediaQuery: 'videoFileToken=x', language: 'fr', webVtt: VTT },
  { kind: 'transcript', video, captions: CAPTIONS, mediaQuery: '', language: 'en', webVtt: null },
  { kind: 'watch', ...playable, ...EXTRAS, saving: { ...EXTRAS.saving!, said: null }, refused: MISNAMED },
  {
    kind: 'watch',
    ...playable,
    ...EXTRAS,
    moderation: { done: 'video-blocked', fault: null },
    video: { ...video, blacklisted: true, blacklistedReason: hostile }
  },
  { kind: 'embed', ...playable, options: embedOptions },
  { kind: 'embed', ...playable, options: embedOptions, playlist },
  { kind: 'playlist', playlist, isEmbed: true },
  { kind: 'password', videoName: hostile, isWrong: true, isEmbed: true, apiScope: 'peertube' }
]
