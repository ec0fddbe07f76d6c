import type { UserNotification } from '../../contract/index.ts'
import { NOTIFICATION_TYPE } from '../../contract/index.ts'

/** Where what somebody was told can be seen; null where no page shows it. */
export function noticePath(notice: UserNotification): string | null {
  const { comment, actorFollow, account } = notice
  if (notice.type === NOTIFICATION_TYPE.videoOffered) return '/my-library/ownership'
  if (comment?.heldForReview) return '/my-library/comments-on-my-videos?isHeldForReview=true'
  if (comment) return `/w/${comment.video.shortUUID}#comment-${comment.id}`
  const video = notice.video ?? notice.videoBlacklist?.video ?? notice.videoImport?.video ?? notice.abuse?.video
  if (video) return `/w/${video.shortUUID}`
  if (notice.type === NOTIFICATION_TYPE.newServerFollower) return '/admin/follows'
  if (actorFollow) return `/a/${actorFollow.follower.name}@${actorFollow.follower.host}`
  if (account) return `/a/${account.name}@${account.host}`
  return null
}
