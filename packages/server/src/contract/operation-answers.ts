/** What operations answer that pages call too. */
import type { Abuse, AbuseMessage, AdminAbuse } from './abuses.ts'
import type { ReviewedComment } from './comments.ts'
import type { MutedAccount, MutedServer, MuteStatus } from './mutes.ts'
import type { Registration } from './registrations.ts'
import type { ManagedUser, UserDoings } from './user-admin.ts'
import type { CreateUserAnswer } from './users.ts'
import type { VideoBlock } from './video-blocks.ts'
import type { VideoDetails, VideoSummary } from './videos.ts'
import type { AvailableTags, CommentPolicies, WatchedWordsList } from './watched-words.ts'

interface List<Item> {
  readonly total: number
  readonly data: readonly Item[]
}

export interface OperationAnswers {
  readonly getAbuses: List<AdminAbuse>
  readonly getMyAbuses: List<Abuse>
  readonly getAbuseMessages: List<AbuseMessage>
  readonly listRegistrations: List<Registration>
  readonly getUsers: List<ManagedUser>
  readonly getUser: ManagedUser & Partial<UserDoings>
  readonly addUser: CreateUserAnswer
  readonly getVideo: VideoDetails
  readonly getVideos: List<VideoSummary>
  readonly getVideoBlocks: List<VideoBlock>
  readonly getComments: List<ReviewedComment>
  readonly getMuteStatus: MuteStatus
  readonly getAccountsMutedByServer: List<MutedAccount>
  readonly getServersMutedByServer: List<MutedServer>
  readonly getServerWatchedWords: List<WatchedWordsList>
  readonly getAccountWatchedWords: List<WatchedWordsList>
  readonly getAccountAutomaticTags: AvailableTags
  readonly getCommentPolicies: CommentPolicies
}
