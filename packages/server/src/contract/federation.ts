/** What is kept of other servers' videos, as JSON columns of `remote_video`. Addresses are theirs, and checked. */
import { z } from 'zod'

export const RemoteFile = z.object({
  /** Rung of the ladder: 240, 360, 480…; 0 is audio alone. */
  resolution: z.number().int().min(0),
  width: z.number().int().min(0),
  height: z.number().int().min(0),
  /** -1 when the origin does not say. */
  fps: z.number(),
  sizeBytes: z.number().int().min(0),
  fileUrl: z.string(),
  metadataUrl: z.string().nullable(),
  torrentUrl: z.string().nullable(),
  magnetUri: z.string().nullable(),
  hasAudio: z.boolean(),
  hasVideo: z.boolean()
})
export type RemoteFile = z.infer<typeof RemoteFile>

export const RemotePlaylist = z.object({
  masterUrl: z.string(),
  sha256Url: z.string().nullable(),
  /** Of the swarms in which its viewers meet. */
  infohashes: z.array(z.string()),
  files: z.array(RemoteFile)
})
export type RemotePlaylist = z.infer<typeof RemotePlaylist>

export const RemoteCaption = z.object({
  language: z.string(),
  automaticallyGenerated: z.boolean(),
  url: z.string()
})
export type RemoteCaption = z.infer<typeof RemoteCaption>

export const RemoteStoryboard = z.object({
  url: z.string(),
  totalWidth: z.number().int().positive(),
  totalHeight: z.number().int().positive(),
  spriteWidth: z.number().int().positive(),
  spriteHeight: z.number().int().positive(),
  spriteDurationSeconds: z.number().int().positive()
})
export type RemoteStoryboard = z.infer<typeof RemoteStoryboard>
