/** What holds until an administrator changes it: the environment's word, and what suits most servers. Pure. */
import type { LadderSettings } from '@colombier/transcoder/contract'
import { COMMENTS_POLICY, type InstanceSettings, PRIVACY } from '../../contract/index.ts'

/** Of the environment (app/config.ts). */
export interface ConfiguredDefaults {
  readonly instanceName: string
  readonly adminEmail: string
  readonly registration: 'closed' | 'approval' | 'open'
  /** Bytes; -1 is unlimited. */
  readonly videoQuotaBytes: number
  readonly videoQuotaDailyBytes: number
  readonly ladder: LadderSettings
  readonly keepOriginals: boolean
  readonly transcodingConcurrency: number
  readonly transcodingThreads: number
}

const ON = { enabled: true }
const OFF = { enabled: false }
const DAY_MS = 86_400_000

export function defaultSettings(config: ConfiguredDefaults): InstanceSettings {
  return {
    instance: instanceDefaults(config.instanceName),
    theme: { default: 'default' },
    services: { twitter: { username: '' } },
    client: {
      videos: { miniature: { preferAuthorDisplayName: true } },
      menu: { login: { redirectOnSingleExternalAuth: false } }
    },
    cache: { previews: { size: 0 }, captions: { size: 0 }, torrents: { size: 0 }, storyboards: { size: 0 } },
    signup: {
      enabled: config.registration !== 'closed',
      limit: -1,
      requiresApproval: config.registration !== 'open',
      requiresEmailVerification: false,
      minimumAge: 16
    },
    admin: { email: config.adminEmail },
    contactForm: ON,
    user: {
      history: { videos: ON },
      videoQuota: config.videoQuotaBytes,
      videoQuotaDaily: config.videoQuotaDailyBytes,
      defaultChannelName: 'Main $1 channel'
    },
    videoChannels: { maxPerUser: 20 },
    transcoding: transcodingDefaults(config),
    live: liveDefaults(),
    videoStudio: { ...OFF, remoteRunners: OFF },
    videoTranscription: { ...OFF, remoteRunners: OFF },
    videoFile: { update: OFF },
    import: {
      videos: { concurrency: 1, http: OFF, torrent: OFF },
      videoChannelSynchronization: { ...OFF, maxPerUser: 10 },
      users: OFF
    },
    export: { users: { ...ON, exportExpiration: 2 * DAY_MS, maxUserVideoQuota: 10 * 2 ** 30 } },
    trending: { videos: { algorithms: { enabled: ['hot', 'most-viewed', 'most-liked'], default: 'most-viewed' } } },
    autoBlacklist: { videos: { ofUsers: OFF } },
    followers: { instance: { enabled: true, manualApproval: false } },
    followings: { instance: { autoFollowBack: OFF, autoFollowIndex: { ...OFF, indexUrl: '' } } },
    broadcastMessage: { ...OFF, message: '', level: 'info', dismissable: false },
    search: {
      remoteUri: { users: true, anonymous: false },
      searchIndex: { ...OFF, url: '', disableLocalSearch: false, isDefaultSearch: false }
    },
    storyboards: ON,
    look: { accent: '', accentDark: '', ground: '', groundDark: '', text: '', textDark: '' },
    p2p: { consent: 'ask', minimumViewers: 2, iceServers: [] },
    tracker: ON,
    seeding: { ...ON, maxTorrents: 20, uploadBytesPerSecond: -1 },
    redundancy: { acceptFrom: 'followings', videos: { strategies: [] } },
    defaults: {
      publish: {
        downloadEnabled: true,
        commentsPolicy: COMMENTS_POLICY.enabled,
        privacy: PRIVACY.public,
        licence: null
      }
    }
  }
}

function instanceDefaults(name: string): InstanceSettings['instance'] {
  return {
    name,
    shortDescription: '',
    description: '',
    terms: '',
    codeOfConduct: '',
    creationReason: '',
    moderationInformation: '',
    administrator: '',
    maintenanceLifetime: '',
    businessModel: '',
    hardwareInformation: '',
    languages: [],
    categories: [],
    isNSFW: false,
    defaultNSFWPolicy: 'display',
    defaultClientRoute: '/',
    customizations: { css: '', javascript: '' }
  }
}

function transcodingDefaults(config: ConfiguredDefaults): InstanceSettings['transcoding'] {
  return {
    enabled: true,
    originalFile: { keep: config.keepOriginals },
    remoteRunners: OFF,
    allowAdditionalExtensions: true,
    allowAudioFiles: true,
    threads: config.transcodingThreads,
    concurrency: config.transcodingConcurrency,
    profile: 'default',
    resolutions: switchesOf(config.ladder.resolutions),
    alwaysTranscodeOriginalResolution: false,
    fps: { max: config.ladder.maxFps },
    webVideos: OFF,
    hls: { enabled: true, splitAudioAndVideo: false }
  }
}

function liveDefaults(): InstanceSettings['live'] {
  return {
    ...OFF,
    allowReplay: false,
    latencySetting: OFF,
    maxDuration: -1,
    maxInstanceLives: 0,
    maxUserLives: 0,
    transcoding: {
      ...OFF,
      remoteRunners: OFF,
      threads: 0,
      profile: 'default',
      resolutions: switchesOf([]),
      alwaysTranscodeOriginalResolution: false,
      fps: { max: 60 }
    }
  }
}

function switchesOf(resolutions: readonly number[]): InstanceSettings['transcoding']['resolutions'] {
  const isOn = (resolution: number) => resolutions.includes(resolution)
  return {
    '0p': isOn(0),
    '144p': isOn(144),
    '240p': isOn(240),
    '360p': isOn(360),
    '480p': isOn(480),
    '720p': isOn(720),
    '1080p': isOn(1080),
    '1440p': isOn(1440),
    '2160p': isOn(2160)
  }
}
