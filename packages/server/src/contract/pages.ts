/**
 * The agreement between the server's pages slice and the client's renderer.
 *
 * The client's build leaves `dist/render.js`, whose default export is a `RenderPage`. The server loads it from disk
 * and gives it plain data; no code of the client is imported by the server.
 */
import type { ActorPage } from './actor-page.ts'
import type { AdminPage, ServerPictures } from './admin-pages.ts'
import type { ArchivePage } from './archive-pages.ts'
import type { HomePage, SearchPage } from './browse-pages.ts'
import type { OwnChannelPage, OwnChannelsPage } from './channel-pages.ts'
import type { CommentsPage } from './comment-pages.ts'
import type { LookTheme } from './config-page.ts'
import type { DeliveryFigures } from './delivery.ts'
import type { EmbedOptions, PasswordPage } from './embed-pages.ts'
import type { FormOutcome } from './form-pages.ts'
import type { ImportsPage } from './import-pages.ts'
import type { MemberListPage, SettingsPage } from './member-pages.ts'
import type { ModerationPage } from './moderation-pages.ts'
import type { MutesPage } from './mute-pages.ts'
import type { OversightPage } from './oversight-pages.ts'
import type { OwnershipPage } from './ownership-pages.ts'
import type { MyPlaylistPage, MyPlaylistsPage } from './playlist-pages.ts'
import type { CopyOnPage } from './redundancy.ts'
import type { MyReportPage, MyReportsPage, ReportPage } from './report-pages.ts'
import type { SensitiveChoice } from './sensitive-choice.ts'
import type { EditVideoPage, MyVideosPage, MyVideosSurePage, VideoStatsPage } from './studio-pages.ts'
import type { TrackerCounts } from './tracker.ts'
import type { UserAdminPage } from './user-pages.ts'
import type { VideoDetails } from './videos.ts'
import type { AboutPage, ContactPage, SignUpPage } from './visitor-pages.ts'
import type { PageChapter, PagePlaylist, PlaylistPage, TranscriptPage, WatchExtras } from './watch-page.ts'
import type { WordsPage } from './words-pages.ts'

export type Locale = 'en' | 'fr'

/** `code`: the password was right, and the code of the second factor is needed too. */
export type SignInFailure =
  | 'wrong'
  | 'throttled'
  | 'code'
  | 'wrongCode'
  | 'blocked'
  | 'unverified'
  | 'waiting'
  | 'rejected'

export interface PageContext {
  readonly locale: Locale
  /** Public origin, without trailing slash. */
  readonly origin: string
  readonly instanceName: string
  readonly user: PageUser | null
  /** `nsfwFlags` of sensitive videos whose pictures are blurred: as the reader chose, or the server for everybody. */
  readonly blurredKinds?: readonly number[]
  /** Path and query of this page, for the language switch and for coming back after sign-in. */
  readonly path: string
  /** Whether somebody without an account may make one, or ask for one. */
  readonly canSignUp: boolean
  /** Whether members may let the server fetch videos from elsewhere. */
  readonly canImport: boolean
  /** The server's own, where it has them. */
  readonly pictures?: ServerPictures
  /** The stylesheet of the colours that were chosen for this server, and the colours around the page. */
  readonly look?: { readonly path?: string; readonly papers: Readonly<Record<LookTheme, string>> }
}

export interface PageUser {
  readonly username: string
  readonly displayName: string
  readonly isAdministrator: boolean
  /** Administrators are moderators too. */
  readonly isModerator: boolean
  readonly channels: readonly { readonly id: number; readonly name: string; readonly displayName: string }[]
  readonly avatarPath: string | null
  /** Empty for who never chose. */
  readonly sensitive?: SensitiveChoice
  /** News not read yet; counted up to 100. */
  readonly unread: number
}

/** How far the renditions are; null once everything is final. */
export interface TranscodingStatus {
  readonly status: 'waiting' | 'running' | 'failed' | 'done'
  readonly stage: 'probing' | 'encoding' | 'packaging' | null
  readonly percent: number
  readonly secondsLeft: number | null
  /** One of the transcoder's failure codes, a key of the client's messages. */
  readonly failureCode: string | null
  /** True as soon as a viewer can press play. */
  readonly isWatchable: boolean
}

export interface PlayableVideo {
  readonly video: VideoDetails
  /** Sanitised HTML of the Markdown description. */
  readonly descriptionHtml: string
  /** Appended to media URLs of videos that are not for everybody; empty otherwise. */
  readonly mediaQuery: string
  /** Only told to those who may see it before it is published. */
  readonly transcoding: TranscodingStatus | null
  /** Seconds from `?start=1h2m3s`. */
  readonly startSeconds: number
  /** Null where viewers carry nothing to each other. */
  readonly p2p: PageP2p | null
  readonly captions: readonly PageCaptions[]
  readonly chapters: readonly PageChapter[]
  readonly storyboard: {
    readonly url: string
    readonly spriteWidth: number
    readonly spriteHeight: number
    readonly columns: number
    readonly spriteDurationSeconds: number
  } | null
}

/** An activity of another server that was set aside. */
export interface PageFailure {
  readonly id: number
  readonly type: string
  readonly actor: string
  readonly reason: string | null
  readonly attempts: number
  readonly failedAt: string
  /** When it was tried once more, to no avail. */
  readonly replayedAt: string | null
}

/** What was set aside, and was tried once more. */
export interface PageReplay {
  readonly id: number
  readonly type: string
  readonly actor: string
  readonly state: 'waiting' | 'done' | 'refused'
  readonly reason: string | null
  readonly replayedAt: string
}

/** Another server; moments as ISO 8601. See `Peer`. */
export interface PagePeer {
  readonly host: string
  readonly waiting: number
  readonly followers: number
  readonly following: number
  readonly lastSuccessAt: string | null
  readonly failingSince: string | null
  readonly lastError: string | null
  readonly lastErrorAt: string | null
  readonly nextTryAt: string | null
}

/** How those who watch a video at once may carry it to each other. */
export interface PageP2p {
  /** `ask`: only after a viewer's yes; `on`: unless they said no. */
  readonly consent: 'ask' | 'on'
  /** What the reader chose for good; undefined where nobody is signed in, null where they never chose. */
  readonly accountChoice?: boolean | null
  /** Who watches now, as far as this server knows. */
  readonly viewers: number
  readonly minimumViewers: number
  /** False for videos of other servers, whose viewers are not all ours. */
  readonly countsViewers: boolean
  /** The master playlist's address, as its origin names it: what all viewers of one swarm have in common. */
  readonly swarmId: string
  /** WebSocket addresses. */
  readonly trackers: readonly string[]
  readonly iceServers: readonly { readonly urls: string; readonly username?: string; readonly credential?: string }[]
}

export interface PageCaptions {
  /** As in BCP 47. */
  readonly language: string
  readonly label: string
  readonly url: string
}

export type Page =
  | HomePage
  | SearchPage
  | AboutPage
  | ContactPage
  /** What everybody can use here, and what not yet: the client knows, as it is about itself. */
  | { readonly kind: 'accessibility' }
  | ModerationPage
  | OversightPage
  | UserAdminPage
  | MutesPage
  | WordsPage
  | PlaylistPage
  | MyPlaylistsPage
  | MyPlaylistPage
  | SignUpPage
  | ActorPage
  | MemberListPage
  | SettingsPage
  | AdminPage
  | ReportPage
  | MyReportsPage
  | ImportsPage
  | ArchivePage
  | CommentsPage
  | OwnershipPage
  | OwnChannelsPage
  | OwnChannelPage
  | MyReportPage
  | EditVideoPage
  | VideoStatsPage
  | ({ readonly kind: 'watch' } & PlayableVideo & WatchExtras)
  | TranscriptPage
  | ({
      readonly kind: 'embed'
      readonly options: EmbedOptions
      /** Where the film is one of an embedded playlist; the paths in it lead to embeds. */
      readonly playlist?: PagePlaylist
    } & PlayableVideo)
  /** A password protected video asks for its password, in a form that posts to this page. */
  | PasswordPage
  | {
      readonly kind: 'sign-in'
      readonly username: string
      readonly failure: SignInFailure | null
      readonly next: string
      /** Whether a forgotten password can be replaced by mail. */
      readonly canReset: boolean
    }
  /** Asks for a mail, or does what its link is for, in a form that posts to this page. */
  | {
      readonly kind: 'account-link'
      readonly step: 'forgot' | 'reset' | 'verify'
      readonly outcome: 'done' | 'bad-link' | 'bad-input' | null
    }
  | {
      readonly kind: 'upload'
      readonly maxSizeBytes: number | null
      /** Of the member, in all and today. */
      readonly quotaLeftBytes: number | null
    }
  | MyVideosPage
  | MyVideosSurePage
  /** How other servers take what they are told, for administrators. */
  | {
      readonly kind: 'federation'
      readonly outcome: FormOutcome
      readonly peers: readonly PagePeer[]
      /** What could not be worked off, newest first, and how much of that there is. */
      readonly failures: readonly PageFailure[]
      readonly failuresTotal: number
      /** What became of those that were tried once more, unless they failed again. */
      readonly replays: readonly PageReplay[]
      readonly total: number
      readonly page: number
      readonly pageSize: number
    }
  /** Copies of videos between servers, for administrators. */
  | {
      readonly kind: 'redundancy'
      readonly target: 'my-videos' | 'remote-videos'
      readonly copies: readonly (CopyOnPage & { readonly watchPath: string })[]
      readonly total: number
      readonly page: number
      readonly pageSize: number
    }
  /** How videos reach their viewers, for administrators. */
  | {
      readonly kind: 'delivery'
      readonly total: DeliveryFigures
      /** Each day of the span, in order. */
      readonly days: readonly (DeliveryFigures & { readonly day: string })[]
      /** What this server sends goes through it, so that it can count it. */
      readonly countsSent: boolean
      readonly tracker: Pick<TrackerCounts, 'enabled' | 'swarms' | 'webSocket' | 'http'>
      /** Torrents now, and bytes given in thirty days. */
      readonly seeding: { readonly enabled: boolean; readonly torrents: number; readonly givenBytes: number }
      readonly videos: readonly (DeliveryFigures & { readonly name: string; readonly watchPath: string })[]
      /** Of videos. */
      readonly videosTotal: number
      readonly page: number
      readonly pageSize: number
    }
  | { readonly kind: 'error'; readonly status: number; readonly isEmbed?: boolean }

/** @returns A complete HTML document, from doctype to closing tag, with head tags, OpenGraph and JSON-LD escaped. */
export type RenderPage = (page: Page, context: PageContext) => string
