/** Wire types of what the server tells about itself, with PeerTube 6.3's names (recordings). */
import { z } from 'zod'
import type { ActorImage } from './actors.ts'
import type { NsfwPolicy } from './sensitive-choice.ts'

interface Switch {
  readonly enabled: boolean
}

interface FileRules {
  /** Bytes. */
  readonly size: { readonly max: number }
  readonly extensions: readonly string[]
}

interface TranscodingConfig {
  readonly remoteRunners: Switch
  readonly enabledResolutions: readonly number[]
  readonly profile: string
  readonly availableProfiles: readonly string[]
}

/** `GET /api/v1/config` */
export interface ServerConfig {
  readonly client: {
    readonly videos: {
      readonly miniature: { readonly displayAuthorAvatar: boolean; readonly preferAuthorDisplayName: boolean }
      /** Bytes; 0 leaves it to the client. */
      readonly resumableUpload: { readonly maxChunkSize: number }
    }
    readonly menu: { readonly login: { readonly redirectOnSingleExternalAuth: boolean } }
  }
  readonly defaults: {
    readonly publish: {
      readonly downloadEnabled: boolean
      readonly commentsPolicy: number
      readonly commentsEnabled: boolean
      readonly privacy: number
      readonly licence: number | null
    }
    readonly p2p: { readonly webapp: Switch; readonly embed: Switch }
  }
  readonly webadmin: { readonly configuration: { readonly edition: { readonly allowed: boolean } } }
  readonly instance: {
    readonly name: string
    readonly shortDescription: string
    readonly isNSFW: boolean
    readonly defaultNSFWPolicy: NsfwPolicy
    readonly defaultClientRoute: string
    readonly customizations: { readonly javascript: string; readonly css: string }
    readonly avatars: readonly ActorImage[]
    readonly banners: readonly ActorImage[]
  }
  readonly search: {
    readonly remoteUri: { readonly users: boolean; readonly anonymous: boolean }
    readonly searchIndex: Switch & {
      readonly url: string
      readonly disableLocalSearch: boolean
      readonly isDefaultSearch: boolean
    }
  }
  readonly plugin: {
    readonly registered: readonly never[]
    readonly registeredExternalAuths: readonly never[]
    readonly registeredIdAndPassAuths: readonly never[]
  }
  readonly theme: { readonly registered: readonly never[]; readonly default: string }
  readonly email: Switch
  readonly contactForm: Switch
  /** The PeerTube whose API this is; what follows "+" is this software. Clients compare the first part. */
  readonly serverVersion: string
  readonly serverCommit: string
  readonly transcoding: TranscodingConfig & { readonly hls: Switch; readonly web_videos: Switch }
  readonly live: Switch & {
    readonly allowReplay: boolean
    readonly latencySetting: Switch
    readonly maxDuration: number
    readonly maxInstanceLives: number
    readonly maxUserLives: number
    readonly transcoding: Switch & TranscodingConfig
    readonly rtmp: { readonly port: number }
  }
  readonly videoStudio: Switch & { readonly remoteRunners: Switch }
  readonly videoFile: { readonly update: Switch }
  readonly videoTranscription: Switch & { readonly remoteRunners: Switch }
  readonly import: {
    readonly videos: { readonly http: Switch; readonly torrent: Switch }
    readonly videoChannelSynchronization: Switch
    readonly users: Switch
  }
  readonly export: {
    readonly users: Switch & { readonly exportExpiration: number; readonly maxUserVideoQuota: number }
  }
  readonly autoBlacklist: { readonly videos: { readonly ofUsers: Switch } }
  readonly avatar: { readonly file: FileRules }
  readonly banner: { readonly file: FileRules }
  readonly video: { readonly image: FileRules; readonly file: { readonly extensions: readonly string[] } }
  readonly videoCaption: { readonly file: FileRules }
  /** Bytes; -1 is unlimited. */
  readonly user: { readonly videoQuota: number; readonly videoQuotaDaily: number }
  readonly videoChannels: { readonly maxPerUser: number }
  readonly trending: {
    readonly videos: {
      readonly intervalDays: number
      readonly algorithms: { readonly enabled: readonly string[]; readonly default: string }
    }
  }
  readonly tracker: Switch
  readonly followings: { readonly instance: { readonly autoFollowIndex: { readonly indexUrl: string } } }
  readonly broadcastMessage: Switch & {
    readonly message: string
    readonly level: string
    readonly dismissable: boolean
  }
  readonly homepage: Switch
  readonly openTelemetry: { readonly metrics: Switch & { readonly playbackStatsInterval: number } }
  /** Milliseconds. */
  readonly views: {
    readonly videos: { readonly watchingInterval: { readonly anonymous: number; readonly users: number } }
  }
  readonly storyboards: Switch
  readonly signup: {
    readonly allowed: boolean
    readonly allowedForCurrentIP: boolean
    readonly minimumAge: number
    readonly requiresApproval: boolean
    readonly requiresEmailVerification: boolean
  }
}

/** `GET /api/v1/config/about` */
export interface ServerAbout {
  readonly instance: {
    readonly name: string
    readonly shortDescription: string
    readonly description: string
    readonly terms: string
    readonly codeOfConduct: string
    readonly hardwareInformation: string
    readonly creationReason: string
    readonly moderationInformation: string
    readonly administrator: string
    readonly maintenanceLifetime: string
    readonly businessModel: string
    readonly languages: readonly string[]
    readonly categories: readonly number[]
    readonly banners: readonly ActorImage[]
    readonly avatars: readonly ActorImage[]
  }
}

const pixels = z.coerce.number('Invalid value').int('Invalid value').min(1, 'Invalid value')

/** `GET /services/oembed` (oembed.com §2.2). */
export const OEmbedQuery = z.object({
  url: z.url('Invalid value').max(2000, 'Invalid value'),
  maxwidth: pixels.optional(),
  maxheight: pixels.optional(),
  format: z.enum(['xml', 'json'], 'Invalid value').default('json')
})
export type OEmbedQuery = z.output<typeof OEmbedQuery>

export interface OEmbedAnswer {
  readonly type: 'video'
  readonly version: '1.0'
  readonly html: string
  readonly width: number
  readonly height: number
  readonly title: string
  readonly author_name: string
  readonly author_url: string
  readonly provider_name: string
  readonly provider_url: string
  /** Absent when it is larger than the consumer asked for. */
  readonly thumbnail_url?: string
  readonly thumbnail_width?: number
  readonly thumbnail_height?: number
}

/** What the server counts of itself, with the names of `GET /api/v1/server/stats`. */
export interface Totals {
  readonly totalUsers: number
  readonly totalDailyActiveUsers: number
  readonly totalWeeklyActiveUsers: number
  readonly totalMonthlyActiveUsers: number
  readonly totalModerators: number
  readonly totalAdmins: number
  readonly totalLocalVideos: number
  readonly totalLocalVideoViews: number
  readonly totalLocalVideoComments: number
  readonly totalLocalVideoFilesSize: number
  readonly totalVideos: number
  readonly totalVideoComments: number
  readonly totalLocalVideoChannels: number
  readonly totalLocalDailyActiveVideoChannels: number
  readonly totalLocalWeeklyActiveVideoChannels: number
  readonly totalLocalMonthlyActiveVideoChannels: number
  readonly totalInstanceFollowers: number
  readonly totalInstanceFollowing: number
  readonly totalLocalPlaylists: number
  readonly totalAbuses: number
  readonly totalAbusesProcessed: number
  /** Null as long as none was processed. */
  readonly averageAbuseResponseTimeMs: number | null
  readonly totalRegistrationRequests: number
  readonly totalRegistrationRequestsProcessed: number
  readonly averageRegistrationRequestResponseTimeMs: number | null
}
