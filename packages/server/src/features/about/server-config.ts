/** What the server can do, as PeerTube 6.3 tells it to clients. What does not exist here yet is off, or empty. */
import { COMMENTS_POLICY, PRIVACY, type ServerAbout, type ServerConfig } from '../../contract/index.ts'

export interface AboutSettings {
  readonly instanceName: string
  /** Of this software. */
  readonly version: string
  readonly registration: 'closed' | 'approval' | 'open'
  readonly resolutions: readonly number[]
  /** Bytes; -1 is unlimited. */
  readonly videoQuotaBytes: number
  readonly videoQuotaDailyBytes: number
}

/** Whose API this is. */
const PEERTUBE_VERSION = '6.3.0'

const OFF = { enabled: false }
const ON = { enabled: true }
const NO_FILES = { size: { max: 0 }, extensions: [] }
const STILL_PICTURES = { size: { max: 4 * 1024 * 1024 }, extensions: ['.png', '.jpg', '.jpeg', '.webp'] }
const NO_TRANSCODING = {
  remoteRunners: OFF,
  enabledResolutions: [],
  profile: 'default',
  availableProfiles: ['default']
}

/** For file choosers; the server itself looks at the content, not at the name. */
const VIDEO_EXTENSIONS = (
  '.webm .ogv .ogg .mp4 .mkv .mov .qt .mqv .m4v .flv .f4v .wmv .avi .3gp .3gpp .3g2 .3gpp2 .nut .mts .m2ts .mpv ' +
  '.m2v .m1v .mpg .mpe .mpeg .vob .mxf .mp3 .wma .wav .flac .aac .m4a .ac3'
).split(' ')

export function describeConfig(settings: AboutSettings): ServerConfig {
  return {
    ...interfaceDefaults(settings),
    ...absentFeatures(),
    serverVersion: `${PEERTUBE_VERSION}+colombier.${settings.version}`,
    serverCommit: '',
    transcoding: {
      ...NO_TRANSCODING,
      hls: ON,
      web_videos: OFF,
      enabledResolutions: settings.resolutions
    },
    video: { image: STILL_PICTURES, file: { extensions: VIDEO_EXTENSIONS } },
    user: { videoQuota: settings.videoQuotaBytes, videoQuotaDaily: settings.videoQuotaDailyBytes },
    videoChannels: { maxPerUser: 20 },
    storyboards: ON,
    signup: {
      allowed: settings.registration === 'open',
      allowedForCurrentIP: settings.registration === 'open',
      minimumAge: 16,
      requiresApproval: settings.registration === 'approval',
      requiresEmailVerification: false
    }
  }
}

export function describeAbout(settings: Pick<AboutSettings, 'instanceName'>): ServerAbout {
  return {
    instance: {
      name: settings.instanceName,
      shortDescription: '',
      description: '',
      terms: '',
      codeOfConduct: '',
      hardwareInformation: '',
      creationReason: '',
      moderationInformation: '',
      administrator: '',
      maintenanceLifetime: '',
      businessModel: '',
      languages: [],
      categories: [],
      banners: [],
      avatars: []
    }
  }
}

function interfaceDefaults(settings: AboutSettings) {
  return {
    client: {
      videos: {
        miniature: { displayAuthorAvatar: false, preferAuthorDisplayName: true },
        resumableUpload: { maxChunkSize: 0 }
      },
      menu: { login: { redirectOnSingleExternalAuth: false } }
    },
    defaults: {
      publish: {
        downloadEnabled: true,
        commentsPolicy: COMMENTS_POLICY.enabled,
        commentsEnabled: true,
        privacy: PRIVACY.public,
        licence: null
      },
      p2p: { webapp: OFF, embed: OFF }
    },
    instance: {
      name: settings.instanceName,
      shortDescription: '',
      isNSFW: false,
      defaultNSFWPolicy: 'display',
      defaultClientRoute: '/',
      customizations: { javascript: '', css: '' },
      avatars: [],
      banners: []
    },
    trending: { videos: { intervalDays: 7, algorithms: { enabled: ['most-liked'], default: 'most-liked' } } },
    views: { videos: { watchingInterval: { anonymous: 5000, users: 5000 } } }
  } as const
}

function absentFeatures() {
  return {
    webadmin: { configuration: { edition: { allowed: false } } },
    search: {
      remoteUri: { users: false, anonymous: false },
      searchIndex: { ...OFF, url: '', disableLocalSearch: false, isDefaultSearch: false }
    },
    plugin: { registered: [], registeredExternalAuths: [], registeredIdAndPassAuths: [] },
    theme: { registered: [], default: 'default' },
    email: OFF,
    contactForm: OFF,
    live: {
      ...OFF,
      allowReplay: false,
      latencySetting: OFF,
      maxDuration: -1,
      maxInstanceLives: 0,
      maxUserLives: 0,
      transcoding: { ...OFF, ...NO_TRANSCODING },
      rtmp: { port: 1935 }
    },
    videoStudio: { ...OFF, remoteRunners: OFF },
    videoFile: { update: OFF },
    videoTranscription: { ...OFF, remoteRunners: OFF },
    import: { videos: { http: OFF, torrent: OFF }, videoChannelSynchronization: OFF, users: OFF },
    export: { users: { ...OFF, exportExpiration: 0, maxUserVideoQuota: 0 } },
    autoBlacklist: { videos: { ofUsers: OFF } },
    avatar: { file: NO_FILES },
    banner: { file: NO_FILES },
    videoCaption: { file: NO_FILES },
    tracker: OFF,
    followings: { instance: { autoFollowIndex: { indexUrl: '' } } },
    broadcastMessage: { ...OFF, message: '', level: 'info', dismissable: false },
    homepage: OFF,
    openTelemetry: { metrics: { ...OFF, playbackStatsInterval: 15_000 } }
  } satisfies Partial<ServerConfig>
}
