/** What the server can do, as PeerTube 6.3 tells it to clients. What does not exist here is off, or empty. Pure. */
import {
  type ActorImage,
  COMMENTS_POLICY,
  type InstanceSettings,
  type ServerAbout,
  type ServerConfig,
  TRENDING_DAYS
} from '../../contract/index.ts'
import { ladderOf } from '../configuration/index.ts'

/** What is true of the server besides its settings. */
export interface ServerFacts {
  /** Of this software. */
  readonly version: string
  readonly hasMail: boolean
  readonly hasHomepage: boolean
  /** As many users as the settings allow. */
  readonly isFull: boolean
  readonly avatars: readonly ActorImage[]
  readonly banners: readonly ActorImage[]
}

/** Whose API this is. */
const PEERTUBE_VERSION = '6.3.0'

/** Half as often as PeerTube's. */
const REPORT_MS = 60_000

const OFF = { enabled: false }
const ON = { enabled: true }
const MB = 1024 * 1024
const STILL_PICTURES = { size: { max: 4 * MB }, extensions: ['.png', '.jpg', '.jpeg', '.webp'] }
const ACTOR_PICTURES = { size: { max: 8 * MB }, extensions: ['.png', '.jpeg', '.jpg', '.gif', '.webp'] }
const CAPTIONS = { size: { max: 20 * MB }, extensions: ['.vtt', '.srt'] }
const ONE_PROFILE = { profile: 'default', availableProfiles: ['default'] }

/** For file choosers; the server itself looks at the content, not at the name. */
const VIDEO_EXTENSIONS = (
  '.webm .ogv .ogg .mp4 .mkv .mov .qt .mqv .m4v .flv .f4v .wmv .avi .3gp .3gpp .3g2 .3gpp2 .nut .mts .m2ts .mpv ' +
  '.m2v .m1v .mpg .mpe .mpeg .vob .mxf .mp3 .wma .wav .flac .aac .m4a .ac3'
).split(' ')

export function describeConfig(settings: InstanceSettings, facts: ServerFacts): ServerConfig {
  const { transcoding, trending, videoFile, autoBlacklist, broadcastMessage, search, videoChannels, storyboards } =
    settings
  return {
    ...interfaceOf(settings, facts),
    ...absentFeatures(),
    serverVersion: `${PEERTUBE_VERSION}+colombier.${facts.version}`,
    serverCommit: '',
    search,
    theme: { registered: [], default: settings.theme.default },
    email: { enabled: facts.hasMail },
    contactForm: { enabled: facts.hasMail && settings.contactForm.enabled },
    transcoding: {
      ...ONE_PROFILE,
      remoteRunners: transcoding.remoteRunners,
      hls: ON,
      web_videos: OFF,
      enabledResolutions: ladderOf(settings).resolutions
    },
    video: { image: STILL_PICTURES, file: { extensions: VIDEO_EXTENSIONS } },
    videoCaption: { file: CAPTIONS },
    avatar: { file: ACTOR_PICTURES },
    banner: { file: ACTOR_PICTURES },
    user: { videoQuota: settings.user.videoQuota, videoQuotaDaily: settings.user.videoQuotaDaily },
    trending: { videos: { intervalDays: TRENDING_DAYS, algorithms: trending.videos.algorithms } },
    import: {
      videos: { http: settings.import.videos.http, torrent: settings.import.videos.torrent },
      videoChannelSynchronization: OFF,
      users: settings.import.users
    },
    export: settings.export,
    videoChannels,
    videoFile,
    autoBlacklist,
    broadcastMessage,
    storyboards,
    homepage: { enabled: facts.hasHomepage },
    // As far as players are concerned: whether and how often they are to report.
    openTelemetry: { metrics: { enabled: settings.p2p.consent !== 'off', playbackStatsInterval: REPORT_MS } },
    signup: signupOf(settings, facts),
    tracker: settings.tracker
  }
}

function signupOf({ signup }: InstanceSettings, { isFull }: ServerFacts): ServerConfig['signup'] {
  const isOpen = signup.enabled && !isFull
  return {
    allowed: isOpen,
    allowedForCurrentIP: isOpen,
    minimumAge: signup.minimumAge,
    requiresApproval: signup.requiresApproval,
    requiresEmailVerification: signup.requiresEmailVerification
  }
}

export function describeAbout({ instance }: InstanceSettings, { avatars, banners }: ServerFacts): ServerAbout {
  const {
    customizations: _,
    isNSFW: _nsfw,
    defaultNSFWPolicy: _policy,
    defaultClientRoute: _route,
    ...about
  } = instance
  return { instance: { ...about, avatars, banners } }
}

function interfaceOf({ instance, client, defaults, p2p }: InstanceSettings, { avatars, banners }: ServerFacts) {
  const { name, shortDescription, isNSFW, defaultNSFWPolicy, defaultClientRoute, customizations } = instance
  const { preferAuthorDisplayName } = client.videos.miniature
  return {
    client: {
      videos: {
        miniature: { displayAuthorAvatar: false, preferAuthorDisplayName },
        resumableUpload: { maxChunkSize: 0 }
      },
      menu: client.menu
    },
    defaults: {
      publish: {
        ...defaults.publish,
        commentsEnabled: defaults.publish.commentsPolicy !== COMMENTS_POLICY.disabled
      },
      // Whoever does not know our question must not take part unasked.
      p2p: { webapp: { enabled: p2p.consent === 'on' }, embed: { enabled: p2p.consent === 'on' } }
    },
    instance: {
      name,
      shortDescription,
      isNSFW,
      defaultNSFWPolicy,
      defaultClientRoute,
      customizations,
      avatars,
      banners
    },
    views: { videos: { watchingInterval: { anonymous: 5000, users: 5000 } } }
  }
}

function absentFeatures() {
  return {
    webadmin: { configuration: { edition: { allowed: true } } },
    plugin: { registered: [], registeredExternalAuths: [], registeredIdAndPassAuths: [] },
    live: {
      ...OFF,
      allowReplay: false,
      latencySetting: OFF,
      maxDuration: -1,
      maxInstanceLives: 0,
      maxUserLives: 0,
      transcoding: { ...OFF, ...ONE_PROFILE, remoteRunners: OFF, enabledResolutions: [] },
      rtmp: { port: 1935 }
    },
    videoStudio: { ...OFF, remoteRunners: OFF },
    videoTranscription: { ...OFF, remoteRunners: OFF },
    followings: { instance: { autoFollowIndex: { indexUrl: '' } } }
  } satisfies Partial<ServerConfig>
}
