/** What operations answer that pages call too. */

import type { ServerAbout } from './about.ts'
import type { AbuseMessage, AdminAbuse } from './abuses.ts'
import type { ChannelDetails } from './actors.ts'
import type { UserExport, UserImport } from './archives.ts'
import type { ReviewedComment } from './comments.ts'
import type { InboxFailure, InboxReplay } from './inbox.ts'
import type { MutedAccount, MutedServer, MuteStatus } from './mutes.ts'
import type { UserNotification } from './notifications.ts'
import type { OwnershipChange } from './ownership.ts'
import type { TranscodingStatus } from './pages.ts'
import type { Peer } from './peers.ts'
import type { Playlist, PlaylistElement } from './playlists.ts'
import type { Registration, TwoFactorRequest } from './registrations.ts'
import type { VideoSource } from './sources.ts'
import type { TokenSession } from './token-sessions.ts'
import type { ManagedUser, UserDoings } from './user-admin.ts'
import type { CreateUserAnswer, MyUser, VideoQuotaUsed } from './users.ts'
import type { VideoBlock } from './video-blocks.ts'
import type { VideoDetails, VideoSummary } from './videos.ts'
import type { OverallStats, RetentionStats, TimeseriesStats } from './views.ts'
import type { AvailableTags, CommentPolicies, WatchedWordsList } from './watched-words.ts'

interface List<Item> {
  readonly total: number
  readonly data: readonly Item[]
}

export interface OperationAnswers {
  readonly getMyVideoQuotaUsed: VideoQuotaUsed
  readonly getLatestUserImport: UserImport
  readonly getAbout: ServerAbout
  readonly getUserInfo: MyUser
  readonly listTokenSessions: List<TokenSession>
  readonly getScopedTokens: { readonly feedToken: string }
  readonly listUserExports: List<UserExport>
  readonly requestTwoFactor: TwoFactorRequest
  readonly getAbuses: List<AdminAbuse>
  readonly getAbuseMessages: List<AbuseMessage>
  readonly getCommentsOnMyVideos: List<ReviewedComment>
  readonly getMyNotifications: List<UserNotification>
  readonly getUserVideos: List<VideoSummary>
  readonly getMyHistory: List<VideoSummary>
  readonly getMySubscriptions: List<ChannelDetails>
  readonly getVideoOwnershipChanges: List<OwnershipChange>
  readonly listRegistrations: List<Registration>
  readonly getUsers: List<ManagedUser>
  readonly addUser: CreateUserAnswer
  readonly getUser: ManagedUser & Partial<UserDoings>
  readonly getMuteStatus: MuteStatus
  readonly getVideos: List<VideoSummary>
  readonly getVideo: VideoDetails
  readonly getVideoSource: VideoSource
  readonly getVideoTranscoding: TranscodingStatus
  readonly getVideoOverallStats: OverallStats
  readonly getVideoRetentionStats: RetentionStats
  readonly getVideoTimeseriesStats: TimeseriesStats
  readonly getVideoBlocks: List<VideoBlock>
  readonly getComments: List<ReviewedComment>
  readonly getAccountWatchedWords: List<WatchedWordsList>
  readonly getServerWatchedWords: List<WatchedWordsList>
  readonly getAccountAutomaticTags: AvailableTags
  readonly getCommentPolicies: CommentPolicies
  readonly getMutedAccounts: List<MutedAccount>
  readonly getMutedServers: List<MutedServer>
  readonly getAccountsMutedByServer: List<MutedAccount>
  readonly getServersMutedByServer: List<MutedServer>
  readonly getPeers: List<Peer>
  readonly getInboxFailures: List<InboxFailure>
  readonly getInboxReplays: List<InboxReplay>
  readonly getAccountPlaylists: List<Playlist>
  readonly getPlaylist: Playlist
  readonly getVideoPlaylistVideos: List<PlaylistElement>
  /** By the number of the video. */
  readonly doVideosExistInPlaylists: Readonly<
    Record<string, readonly { readonly playlistId: number; readonly playlistElementId: number }[]>
  >
  readonly addPlaylist: { readonly videoPlaylist: Pick<Playlist, 'id' | 'uuid' | 'shortUUID'> }
}
