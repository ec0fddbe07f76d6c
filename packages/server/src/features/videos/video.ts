/** Who may watch a video: rules that need no I/O. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { PRIVACY, STATE } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'

/** What the rules must know of a video. */
export interface VideoAccess {
  readonly id: number
  readonly uuid: string
  /** PeerTube's number. */
  readonly privacy: number
  /** PeerTube's number. */
  readonly state: number
  readonly ownerAccountId: number
  /** By a moderator, or until one has looked at it. */
  readonly isBlocked: boolean
  /** On another server, whose people alone change it. */
  readonly isElsewhere: boolean
  /** Any of them opens a password protected video; empty otherwise. */
  readonly passwords: readonly string[]
}

export interface WatchCredentials {
  readonly viewer: Viewer | undefined
  readonly password?: string | undefined
  /** The request proved by a file token that it was let in before. */
  readonly hasFileToken?: boolean
  /** The video was named by its number, which can be guessed, and not by its UUID. */
  readonly isByNumber?: boolean
}

/** The owner, and those who watch over the server. */
export function canManage(video: Pick<VideoAccess, 'ownerAccountId'>, viewer: Viewer | undefined): boolean {
  return viewer !== undefined && (viewer.accountId === video.ownerAccountId || viewer.role !== 'user')
}

/** Nobody is asked who they are: anybody with the address may watch. */
export function isForEverybody(video: Pick<VideoAccess, 'privacy' | 'state' | 'isBlocked'>): boolean {
  if (video.isBlocked) return false
  return video.state === STATE.published && (video.privacy === PRIVACY.public || video.privacy === PRIVACY.unlisted)
}

/**
 * Passes when the video may be watched.
 *
 * Before its publication a video does not exist for anybody but its owner and the moderators, nor does one that is not
 * public or is blocked when somebody tries numbers. Else the answers are PeerTube's (`checkCanSeeVideo`, 6.3), so that its clients
 * ask for a sign-in or a password.
 *
 * @throws AppError `not_found`, `unauthenticated`, or `forbidden` with the wire codes `video_requires_password` and
 *   `incorrect_video_password`.
 */
export function assertCanWatch(video: VideoAccess, credentials: WatchCredentials): void {
  const { viewer, hasFileToken, isByNumber } = credentials
  if (canManage(video, viewer) || hasFileToken) return
  if (video.state !== STATE.published || (isByNumber && !isFoundByAll(video))) throw videoNotFound()
  if (video.isBlocked) throw refusal(viewer)

  switch (video.privacy) {
    case PRIVACY.public:
    case PRIVACY.unlisted:
      return
    case PRIVACY.internal:
      if (!viewer) throw new AppError('unauthenticated', 'Not authenticated')
      return
    case PRIVACY.password:
      assertPassword(video, credentials.password)
      return
    default:
      throw refusal(viewer)
  }
}

const isFoundByAll = ({ privacy, isBlocked }: VideoAccess) => privacy === PRIVACY.public && !isBlocked

function refusal(viewer: Viewer | undefined): AppError {
  if (!viewer) return new AppError('unauthenticated', 'Not authenticated')
  return new AppError('forbidden', 'Cannot fetch information of private/internal/blocked video')
}

export function videoNotFound(): AppError {
  return new AppError('not_found', 'Video not found')
}

function assertPassword({ passwords }: VideoAccess, given: string | undefined): void {
  if (!given) {
    throw new AppError('forbidden', 'Please provide a password to access this password protected video', {
      wireCode: 'video_requires_password'
    })
  }
  // Digests have one length, so the time taken tells nothing of the passwords.
  const digest = sha256(given)
  if (passwords.filter(password => timingSafeEqual(sha256(password), digest)).length > 0) return
  throw new AppError('forbidden', 'Incorrect video password. Access to the video is denied.', {
    wireCode: 'incorrect_video_password'
  })
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
