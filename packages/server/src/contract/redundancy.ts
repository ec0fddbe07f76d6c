/** Copies of videos between servers, with PeerTube 6.3's names (openapi.yaml). */
import { z } from 'zod'
import { count, INVALID, natural, readable, sortBy, start } from './list-parameters.ts'
import { isHost } from './server.ts'
import { VideoReference } from './videos.ts'

/** PeerTube's: the strategies of the settings, and what an administrator asks for by hand. */
export const REDUNDANCY_STRATEGIES = ['most-views', 'trending', 'recently-added', 'manual'] as const
export type RedundancyStrategy = (typeof REDUNDANCY_STRATEGIES)[number]

/** `my-videos`: held by others; `remote-videos`: held here. */
const MirrorTarget = z.enum(['my-videos', 'remote-videos'], 'Should have a valid video redundancies target')

export const MirrorQuery = readable(
  z.object({
    start,
    count,
    sort: sortBy(['name']).default('name'),
    target: MirrorTarget
  })
)
export type MirrorQuery = z.output<typeof MirrorQuery>

export const MirrorBody = z.object({
  /** Its number, UUID or short UUID. */
  videoId: z.preprocess(value => ({ id: String(value) }), VideoReference).transform(({ id }) => id)
})

export const MirrorReference = z.object({ redundancyId: natural() })
export const MirroredHost = z.object({ host: z.string(INVALID).refine(isHost, INVALID) })
export const RedundancyBody = z.object({ redundancyAllowed: z.boolean('Should have a redundancyAllowed boolean') })

/** One copy. */
export interface RedundancyInformation {
  readonly id: number
  /** Its base address, to which names of files are added. */
  readonly fileUrl: string
  /** Null for what others hold: only they know. */
  readonly strategy: RedundancyStrategy | null
  readonly createdAt: string
  readonly updatedAt: string
  /** Null is never. */
  readonly expiresOn: string | null
  /** Bytes. */
  readonly size: number
}

/** A video with its copies. */
export interface MirroredVideo {
  readonly id: number
  readonly name: string
  readonly url: string
  readonly uuid: string
  readonly redundancies: {
    /** PeerTube's, of files outside HLS: there are none any more. */
    readonly files: readonly never[]
    readonly streamingPlaylists: readonly RedundancyInformation[]
  }
}

/** A copy as its page shows it, whole or not. */
export interface CopyOnPage {
  readonly id: number
  readonly videoName: string
  readonly videoUuid: string
  /** Of whoever is not this server: who has the original, or who holds the copy. */
  readonly host: string
  readonly strategy: RedundancyStrategy | null
  readonly state: 'coming' | 'held' | 'failed'
  /** Why it is not here. */
  readonly error: string | null
  /** Null is never. */
  readonly expiresOn: string | null
  /** Bytes. */
  readonly size: number
}

export const CopyForm = z.object({ id: natural() })
export const CopyPageQuery = z.object({ target: MirrorTarget.catch('remote-videos') })
export type CopyPageQuery = z.output<typeof CopyPageQuery>

/** How much is held of a strategy. */
export interface RedundancyStats {
  readonly strategy: RedundancyStrategy
  /** Bytes; null is unlimited. */
  readonly totalSize: number | null
  readonly totalUsed: number
  readonly totalVideoFiles: number
  readonly totalVideos: number
}
