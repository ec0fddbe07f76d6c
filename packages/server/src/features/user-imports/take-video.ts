/**
 * Takes a video out of an archive: its file becomes a video as any upload does, with what the archive says of it. The
 * note that it was taken is stored with it, so that work that is begun again makes no second one.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { z } from 'zod'
import { ChaptersBody, type UploadFields } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { InvalidRequest } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { CAPTION_MAX_BYTES, keepCaptionFile, removeCaptionFile, replaceCaption } from '../captions/index.ts'
import { replaceChapters } from '../chapters/index.ts'
import { acceptUpload, findRoom, IMAGE_MAX_BYTES, parseUploadFields, type UploadDeps } from '../uploads/index.ts'
import { LANGUAGES } from '../videos/index.ts'
import type { Archive } from './read-archive.ts'
import { findOwnChannel, type ImportWish, insertTaken, isTaken } from './store.ts'

export interface VideoTaker {
  readonly uploads: UploadDeps
  readonly archive: Archive
  readonly user: ImportWish
  readonly signal: AbortSignal
}

const FileName = z.string().min(1).max(1000)
const ArchivedVideo = z.looseObject({
  uuid: z.uuid(),
  name: z.string(),
  isLive: z.literal(false).default(false),
  channel: z.object({ name: z.string().max(50) }),
  passwords: z.array(z.unknown()).nullish(),
  chapters: z.unknown().optional(),
  publishedAt: z.unknown().optional(),
  originallyPublishedAt: z.unknown().optional(),
  archiveFiles: z.object({
    videoFile: FileName,
    thumbnail: FileName.nullish(),
    captions: z.record(z.string().max(20), FileName).nullish()
  })
})
type ArchivedVideo = z.output<typeof ArchivedVideo>

/** What an upload's form and an archive call the same. */
const SAME_FIELDS = [
  ...['name', 'privacy', 'category', 'licence', 'language', 'description', 'support', 'tags', 'nsfw'],
  ...['nsfwFlags', 'nsfwSummary'],
  ...['commentsPolicy', 'commentsEnabled', 'downloadEnabled', 'waitTranscoding']
]

/** @throws AppError or ZodError for what cannot be taken, leaving nothing; other failures may pass. */
export async function takeVideo(item: unknown, taker: VideoTaker): Promise<'success' | 'duplicates'> {
  const { uploads, user } = taker
  const video = ArchivedVideo.parse(item)
  if (await isTaken(uploads.db, user.accountId, video.uuid)) return 'duplicates'
  const channelId = await findOwnChannel(uploads.db, user.accountId, video.channel.name)
  if (channelId === undefined) throw new AppError('invalid', 'No such channel of this account')
  const fields = fieldsOf(video, channelId)

  const path = uploads.storage.pathOf(`${STORAGE.uploads}/${randomUUID()}`)
  try {
    await unpackAndAccept(taker, { video, fields, path })
  } finally {
    for (const suffix of ['', '.image', '.caption', '.still.jpg']) await rm(`${path}${suffix}`, { force: true })
  }
  return 'success'
}

/** It is published here now; when it was first is told as such. */
function fieldsOf(video: ArchivedVideo, channelId: number): UploadFields {
  const same = Object.fromEntries(SAME_FIELDS.map(name => [name, video[name] ?? undefined]))
  return parseUploadFields({
    ...same,
    channelId,
    originallyPublishedAt: video.originallyPublishedAt ?? video.publishedAt,
    videoPasswords: video.passwords ?? undefined
  })
}

interface Unpacking {
  readonly video: ArchivedVideo
  readonly fields: UploadFields
  readonly path: string
}

async function unpackAndAccept(taker: VideoTaker, unpacking: Unpacking): Promise<void> {
  const { uploads, archive, user, signal } = taker
  const { video, fields, path } = unpacking
  const { videoFile, thumbnail } = video.archiveFiles
  const { maxBytes, refusal } = await findRoom(uploads, user)
  uploads.onBytes()
  const isThere = await archive.extract(videoFile, path, { maxBytes: Math.max(0, maxBytes), signal }).catch(error => {
    throw error instanceof AppError && error.code === 'too_large' ? refusal : error
  })
  if (!isThere) throw new AppError('invalid', 'The file of this video is not in the archive')
  const hasImage = Boolean(thumbnail && (await unpackSmall(taker, thumbnail, `${path}.image`, IMAGE_MAX_BYTES)))
  const captions = await unpackCaptions(taker, unpacking)

  const accept = (imagePath: string | undefined) =>
    acceptUpload(uploads, {
      uploader: user,
      fields,
      path,
      fileName: videoFile,
      imagePath,
      uploadId: undefined,
      alongside: (tx, { id }) => storeRest(tx, { video, videoId: id, accountId: user.accountId, captions })
    })
  try {
    // A picture that is none costs nobody the film.
    await accept(hasImage ? `${path}.image` : undefined).catch(error => {
      if (!hasImage || !(error instanceof InvalidRequest)) throw error
      return accept(undefined)
    })
  } catch (error) {
    // After another failure the rows may be there: then the sweeper finds out.
    if (error instanceof AppError) for (const fileName of captions.values()) await removeCaptionFile(uploads, fileName)
    throw error
  }
}

/** @returns Whether it is there. What is too large or broken is not. */
async function unpackSmall({ archive, signal }: VideoTaker, name: string, path: string, maxBytes: number) {
  return archive.extract(name, path, { maxBytes, signal }).catch(error => {
    if (error instanceof AppError && error.code !== 'no_space') return false
    throw error
  })
}

/** @returns Their stored files by language. Those that are no captions are left out. */
async function unpackCaptions(taker: VideoTaker, { video, path }: Unpacking): Promise<Map<string, string>> {
  const kept = new Map<string, string>()
  const temporary = `${path}.caption`
  for (const [language, name] of Object.entries(video.archiveFiles.captions ?? {})) {
    if (!Object.hasOwn(LANGUAGES, language)) continue
    if (!(await unpackSmall(taker, name, temporary, CAPTION_MAX_BYTES))) continue
    const fileName = await keepCaptionFile(taker.uploads, { language, path: temporary })
    if (fileName) kept.set(language, fileName)
    await rm(temporary, { force: true })
  }
  return kept
}

interface Rest {
  readonly video: ArchivedVideo
  readonly videoId: number
  readonly accountId: number
  readonly captions: ReadonlyMap<string, string>
}

async function storeRest(tx: Queryable, { video, videoId, accountId, captions }: Rest): Promise<void> {
  if (!(await insertTaken(tx, { accountId, uuid: video.uuid, videoId })))
    throw new AppError('conflict', 'This video is being taken by another server.')
  const chapters = ChaptersBody.safeParse({ chapters: video.chapters })
  if (chapters.success) await replaceChapters(tx, videoId, chapters.data.chapters)
  for (const [language, fileName] of captions) await replaceCaption(tx, { videoId, language, fileName })
}
