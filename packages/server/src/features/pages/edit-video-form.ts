/** The form that edits a video: its fields as PeerTube names them, as people type them. */
import { type Chapter, NSFW_FLAG, PRIVACY, type VideoDetails } from '../../contract/index.ts'
import { typedValues } from './forms.ts'

const NSFW_FLAGS = Object.entries(NSFW_FLAG)

/** @param passwords That open it now. */
export function valuesOf(video: VideoDetails, passwords: readonly string[]): Record<string, string> {
  const { scheduledUpdate } = video
  return {
    name: video.name,
    description: video.description ?? '',
    support: video.support ?? '',
    channelId: String(video.channel.id),
    category: String(video.category.id ?? ''),
    licence: String(video.licence.id ?? ''),
    language: video.language.id ?? '',
    tags: video.tags.join(', '),
    privacy: scheduledUpdate ? 'scheduled' : String(video.privacy.id),
    scheduleAt: scheduledUpdate?.updateAt.slice(0, 16) ?? '',
    schedulePrivacy: String(scheduledUpdate?.privacy ?? PRIVACY.public),
    videoPasswords: passwords.join('\n'),
    commentsPolicy: String(video.commentsPolicy.id),
    nsfw: String(video.nsfw),
    ...Object.fromEntries(NSFW_FLAGS.map(([name, flag]) => [`nsfw-${name}`, String((video.nsfwFlags & flag) > 0)])),
    nsfwSummary: video.nsfwSummary ?? '',
    downloadEnabled: String(video.downloadEnabled),
    originallyPublishedAt: video.originallyPublishedAt?.slice(0, 10) ?? ''
  }
}

/** What `putVideo` takes. Boxes that are not ticked are not sent by browsers, and mean no. */
export function toBody(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const typed = typedValues(fields)
  const { scheduleAt = '', scheduleZone = '', schedulePrivacy, tags = '', videoPasswords = '', ...same } = typed
  const isScheduled = same['privacy'] === 'scheduled'
  const day = same['originallyPublishedAt']
  return {
    ...same,
    ...(isScheduled && { privacy: String(PRIVACY.private) }),
    scheduleUpdate: isScheduled
      ? { updateAt: momentOf(scheduleAt, Number(scheduleZone) || 0), privacy: schedulePrivacy ?? '1' }
      : null,
    tags: listOf(tags, ','),
    videoPasswords: listOf(videoPasswords, '\n'),
    nsfw: same['nsfw'] === 'true',
    nsfwFlags: NSFW_FLAGS.reduce((bits, [name, flag]) => (same[`nsfw-${name}`] === 'true' ? bits | flag : bits), 0),
    nsfwSummary: same['nsfwSummary']?.trim() || null,
    downloadEnabled: same['downloadEnabled'] === 'true',
    originallyPublishedAt: day ? `${day}T00:00:00Z` : null
  }
}

const listOf = (text: string, between: string) => [
  ...new Set(
    text
      .split(between)
      .map(word => word.trim())
      .filter(Boolean)
  )
]

/** @param zoneMinutes From UTC, as the browser's `getTimezoneOffset` has it; 0 without a script. */
function momentOf(local: string, zoneMinutes: number): string {
  const moment = Date.parse(`${local}Z`) + zoneMinutes * 60_000
  return Number.isNaN(moment) ? '' : new Date(moment).toISOString()
}

/** A line for each: `1:02:03 Its name`. */
export function chaptersText(chapters: readonly Chapter[]): string {
  return chapters.map(({ timecode, title }) => `${clockOf(timecode)} ${title}`).join('\n')
}

/** @returns Undefined when a line is none. */
export function readChapters(text: string): Chapter[] | undefined {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  const chapters = lines.map(line => {
    const [, hours, minutes, seconds, title] = /^(?:(\d{1,3}):)?(\d{1,3}):(\d\d)\s+(.+)$/.exec(line) ?? []
    return title && { timecode: Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds), title }
  })
  return chapters.every(chapter => typeof chapter === 'object') ? chapters : undefined
}

function clockOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
