/** The settings as administrators see them: which there are, on which page, and how each is written in a form. */
import type { InstanceSettings } from './configuration.ts'
import type { FormOutcome } from './form-pages.ts'
import { NSFW_POLICIES } from './sensitive-choice.ts'

/**
 * `size`: bytes, written in gigabytes; `limit`: a number; of both, nothing is written for no limit. `languages`: codes
 * with commas between, for which people write names.
 */
export type ConfigFieldKind =
  | 'line'
  | 'long'
  | 'colour'
  | 'ground'
  | 'flag'
  | 'number'
  | 'limit'
  | 'size'
  | 'languages'
  | readonly string[]

export const CONFIG_SECTIONS = {
  identity: {
    'instance.name': 'line',
    'instance.shortDescription': 'line',
    'instance.description': 'long',
    'instance.languages': 'languages',
    'admin.email': 'line',
    'contactForm.enabled': 'flag'
  },
  texts: {
    'instance.administrator': 'long',
    'instance.creationReason': 'long',
    'instance.terms': 'long',
    'instance.codeOfConduct': 'long',
    'instance.moderationInformation': 'long',
    'instance.maintenanceLifetime': 'long',
    'instance.businessModel': 'long',
    'instance.hardwareInformation': 'long'
  },
  look: {
    'look.accent': 'colour',
    'look.accentDark': 'colour',
    'look.ground': 'ground',
    'look.groundDark': 'ground',
    'look.text': 'colour',
    'look.textDark': 'colour'
  },
  homepage: { homepage: 'long' },
  registration: {
    'signup.enabled': 'flag',
    'signup.requiresApproval': 'flag',
    'signup.requiresEmailVerification': 'flag',
    'signup.minimumAge': 'number',
    'signup.limit': 'limit'
  },
  members: {
    'user.videoQuota': 'size',
    'user.videoQuotaDaily': 'size',
    'user.history.videos.enabled': 'flag',
    'videoChannels.maxPerUser': 'number',
    'import.videos.http.enabled': 'flag',
    'import.videos.torrent.enabled': 'flag',
    'videoFile.update.enabled': 'flag',
    'export.users.enabled': 'flag',
    'import.users.enabled': 'flag'
  },
  videos: {
    'autoBlacklist.videos.ofUsers.enabled': 'flag',
    'defaults.publish.commentsPolicy': ['1', '2', '3'],
    'defaults.publish.downloadEnabled': 'flag',
    'instance.isNSFW': 'flag',
    'instance.defaultNSFWPolicy': NSFW_POLICIES,
    'trending.videos.algorithms.default': ['hot', 'most-viewed', 'most-liked']
  },
  transcoding: {
    'transcoding.resolutions.144p': 'flag',
    'transcoding.resolutions.240p': 'flag',
    'transcoding.resolutions.360p': 'flag',
    'transcoding.resolutions.480p': 'flag',
    'transcoding.resolutions.720p': 'flag',
    'transcoding.resolutions.1080p': 'flag',
    'transcoding.resolutions.1440p': 'flag',
    'transcoding.resolutions.2160p': 'flag',
    'transcoding.fps.max': 'number',
    'transcoding.originalFile.keep': 'flag',
    'transcoding.remoteRunners.enabled': 'flag'
  },
  network: {
    'followers.instance.enabled': 'flag',
    'followers.instance.manualApproval': 'flag',
    'followings.instance.autoFollowBack.enabled': 'flag',
    'search.remoteUri.users': 'flag',
    'search.remoteUri.anonymous': 'flag',
    'redundancy.acceptFrom': ['nobody', 'followings', 'anybody']
  },
  sharing: {
    'p2p.consent': ['ask', 'on', 'off'],
    'p2p.minimumViewers': 'number',
    'tracker.enabled': 'flag',
    'seeding.enabled': 'flag',
    'seeding.maxTorrents': 'number'
  },
  message: {
    'broadcastMessage.enabled': 'flag',
    'broadcastMessage.message': 'long',
    'broadcastMessage.level': ['info', 'warning', 'error'],
    'broadcastMessage.dismissable': 'flag'
  }
} as const satisfies Readonly<Record<string, Readonly<Record<string, ConfigFieldKind>>>>

export type ConfigSection = keyof typeof CONFIG_SECTIONS
type PathsOf<Section> = Section extends ConfigSection ? keyof (typeof CONFIG_SECTIONS)[Section] : never
export type ConfigPath = PathsOf<ConfigSection>

export interface ConfigField {
  readonly path: ConfigPath
  readonly kind: ConfigFieldKind
  /** As the form writes it; a flag that is set is `on`. */
  readonly value: string
  readonly isFaulty: boolean
}

export type LookTheme = 'day' | 'night'

/** How a theme looks with the colours chosen for it, and how well all is read. */
export interface MeasuredLook {
  readonly theme: LookTheme
  readonly grounds: readonly string[]
  readonly ink: string
  readonly accent: string
  /** Those that were chosen. */
  readonly colours: readonly {
    readonly setting: keyof InstanceSettings['look']
    readonly colour: string
    /** Contrast where it is read worst, from 1 to 21; of a ground: of what comes along and stands on it. */
    readonly lowest: number
    readonly isEnough: boolean
  }[]
}

export interface ConfigPage {
  readonly kind: 'admin-config'
  readonly section: ConfigSection
  readonly sections: readonly ConfigSection[]
  readonly fields: readonly ConfigField[]
  /** What saving would change; null while it is being written. */
  readonly changes: readonly { readonly path: ConfigPath; readonly before: string; readonly after: string }[] | null
  /** Of the home page that is about to be saved. */
  readonly previewHtml: string | null
  /** Of the themes that colours were written for. */
  readonly looks?: readonly MeasuredLook[]
  readonly outcome: FormOutcome
}

/** Steps of the assistant, in order. Settings, but for the last one. */
export const SETUP_STEPS = {
  name: ['instance.name', 'instance.shortDescription', 'instance.languages'],
  registration: ['signup.enabled', 'signup.requiresApproval', 'user.videoQuota'],
  ladder: [
    'transcoding.resolutions.240p',
    'transcoding.resolutions.360p',
    'transcoding.resolutions.480p',
    'transcoding.resolutions.720p',
    'transcoding.resolutions.1080p',
    'transcoding.originalFile.keep'
  ],
  privacy: ['p2p.consent', 'user.history.videos.enabled'],
  follow: []
} as const satisfies Readonly<Record<string, readonly ConfigPath[]>>
export type SetupStep = keyof typeof SETUP_STEPS

export interface SetupPage {
  readonly kind: 'admin-setup'
  readonly step: SetupStep
  readonly steps: readonly SetupStep[]
  readonly fields: readonly ConfigField[]
  /** What was typed to be followed. */
  readonly typed: string
  readonly isFaulty: boolean
}
