/**
 * What administrators set while the server runs: PeerTube 6.3's custom configuration (recordings), and what later
 * versions added to it under `defaults`.
 */
import { z } from 'zod'
import { NSFW_POLICIES } from './sensitive-choice.ts'

const flag = z.boolean('must be true or false')
const text = (max: number) => z.string('must be text').max(max, `must have at most ${max} characters`)
const count = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)
const switchable = z.object({ enabled: flag })
const LONG = 100_000

const resolutions = z.object({
  '0p': flag,
  '144p': flag,
  '240p': flag,
  '360p': flag,
  '480p': flag,
  '720p': flag,
  '1080p': flag,
  '1440p': flag,
  '2160p': flag
})

const instance = z.object({
  name: text(80).trim().min(1, 'must not be empty'),
  shortDescription: text(250),
  /** Markdown, as the other long texts. */
  description: text(LONG),
  terms: text(LONG),
  codeOfConduct: text(LONG),
  creationReason: text(LONG),
  moderationInformation: text(LONG),
  administrator: text(LONG),
  maintenanceLifetime: text(LONG),
  businessModel: text(LONG),
  hardwareInformation: text(LONG),
  languages: z.array(text(20)).max(200, 'must be at most 200'),
  categories: z.array(count(1, 100)).max(100, 'must be at most 100'),
  isNSFW: flag,
  defaultNSFWPolicy: z.enum(NSFW_POLICIES, `must be one of ${NSFW_POLICIES.join(', ')}`),
  defaultClientRoute: text(200),
  customizations: z.object({ css: text(LONG), javascript: text(LONG) })
})

const transcoding = z.object({
  enabled: flag,
  originalFile: z.object({ keep: flag }),
  remoteRunners: switchable,
  allowAdditionalExtensions: flag,
  allowAudioFiles: flag,
  threads: count(0),
  concurrency: count(0),
  profile: text(100),
  resolutions,
  alwaysTranscodeOriginalResolution: flag,
  fps: z.object({ max: count(1, 120) }),
  webVideos: switchable,
  hls: z.object({ enabled: flag, splitAudioAndVideo: flag })
})

const live = z.object({
  enabled: flag,
  allowReplay: flag,
  latencySetting: switchable,
  maxDuration: count(-1),
  maxInstanceLives: count(-1),
  maxUserLives: count(-1),
  transcoding: z.object({
    enabled: flag,
    remoteRunners: switchable,
    threads: count(0),
    profile: text(100),
    resolutions,
    alwaysTranscodeOriginalResolution: flag,
    fps: z.object({ max: count(1, 120) })
  })
})

/** Ours; the names of strategies are PeerTube's (`redundancy` of its configuration file). */
const delivery = {
  /** Viewers hand each other what they watch. `ask`: each is asked first; `on`: nobody is. */
  p2p: z.object({
    consent: z.enum(['ask', 'on', 'off'], 'must be ask, on or off'),
    /** Viewers of one video, below which its server sends everything. */
    minimumViewers: count(1, 10_000),
    /** STUN and TURN servers, as in WebRTC's `RTCIceServer`; none means that no third party is asked anything. */
    iceServers: z
      .array(
        z.object({
          urls: text(300).regex(/^(stun|turn)s?:[^\s/]+$/, 'must begin with stun:, stuns:, turn: or turns:'),
          username: text(200).optional(),
          credential: text(200).optional()
        })
      )
      .max(5, 'must be at most 5')
  }),
  tracker: switchable,
  /** This server's own BitTorrent client. */
  seeding: z.object({
    enabled: flag,
    maxTorrents: count(1, 1000),
    /** -1 is unlimited. */
    uploadBytesPerSecond: count(-1)
  }),
  /** Copies of videos between servers. */
  redundancy: z.object({
    acceptFrom: z.enum(['nobody', 'followings', 'anybody'], 'must be nobody, followings or anybody'),
    videos: z.object({
      strategies: z
        .array(
          z.object({
            strategy: z.enum(
              ['most-views', 'trending', 'recently-added'],
              'must be most-views, trending or recently-added'
            ),
            sizeBytes: count(1),
            minimumLifetimeSeconds: count(60),
            /** `recently-added` only. */
            minimumViews: count(0)
          })
        )
        .max(3, 'must be at most 3')
    })
  })
}

const ALGORITHMS = ['best', 'hot', 'most-viewed', 'most-liked'] as const
const algorithm = z.enum(ALGORITHMS, `must be some of ${ALGORITHMS.join(', ')}`)

const COLOUR = 'must be a colour as #9f4424, or nothing'
const colour = z
  .string(COLOUR)
  .trim()
  .toLowerCase()
  .regex(/^(?:#[0-9a-f]{6})?$/, COLOUR)

export const InstanceSettings = z.object({
  instance,
  /** Ours: colours of links and buttons, of the ground and of text, by day and by night; nothing is what comes along. */
  look: z.object({
    accent: colour,
    accentDark: colour,
    ground: colour,
    groundDark: colour,
    text: colour,
    textDark: colour
  }),
  theme: z.object({ default: text(100) }),
  services: z.object({ twitter: z.object({ username: text(100) }) }),
  client: z.object({
    videos: z.object({ miniature: z.object({ preferAuthorDisplayName: flag }) }),
    menu: z.object({ login: z.object({ redirectOnSingleExternalAuth: flag }) })
  }),
  cache: z.object({
    previews: z.object({ size: count(0) }),
    captions: z.object({ size: count(0) }),
    torrents: z.object({ size: count(0) }),
    storyboards: z.object({ size: count(0) })
  }),
  signup: z.object({
    enabled: flag,
    /** Users at which registration ends; -1 is never. */
    limit: count(-1),
    requiresApproval: flag,
    requiresEmailVerification: flag,
    minimumAge: count(1, 150)
  }),
  admin: z.object({ email: z.email('must be an e-mail address') }),
  contactForm: switchable,
  user: z.object({
    history: z.object({ videos: switchable }),
    /** Bytes; -1 is unlimited. Of new users. */
    videoQuota: count(-1),
    videoQuotaDaily: count(-1),
    /** `$1` stands for the user's name. */
    defaultChannelName: text(100).min(1, 'must not be empty')
  }),
  videoChannels: z.object({ maxPerUser: count(1, 10_000) }),
  transcoding,
  live,
  videoStudio: z.object({ enabled: flag, remoteRunners: switchable }),
  videoTranscription: z.object({ enabled: flag, remoteRunners: switchable }),
  videoFile: z.object({ update: switchable }),
  import: z.object({
    videos: z.object({ concurrency: count(1, 100), http: switchable, torrent: switchable }),
    videoChannelSynchronization: z.object({ enabled: flag, maxPerUser: count(1, 1000) }),
    users: switchable
  }),
  export: z.object({
    users: z.object({
      enabled: flag,
      /** Milliseconds. */
      exportExpiration: count(1),
      /** Bytes. */
      maxUserVideoQuota: count(-1)
    })
  }),
  trending: z.object({
    videos: z.object({
      algorithms: z
        .object({ enabled: z.array(algorithm).min(1, 'must not be empty').max(4), default: algorithm })
        .refine(({ enabled, default: first }) => enabled.includes(first), {
          path: ['default'],
          message: 'must be one of the enabled algorithms'
        })
    })
  }),
  autoBlacklist: z.object({ videos: z.object({ ofUsers: switchable }) }),
  followers: z.object({ instance: z.object({ enabled: flag, manualApproval: flag }) }),
  followings: z.object({
    instance: z.object({
      autoFollowBack: switchable,
      autoFollowIndex: z.object({ enabled: flag, indexUrl: text(2000) })
    })
  }),
  broadcastMessage: z.object({
    enabled: flag,
    /** Markdown. */
    message: text(10_000),
    level: z.enum(['info', 'warning', 'error'], 'must be info, warning or error'),
    dismissable: flag
  }),
  search: z.object({
    remoteUri: z.object({ users: flag, anonymous: flag }),
    searchIndex: z.object({ enabled: flag, url: text(2000), disableLocalSearch: flag, isDefaultSearch: flag })
  }),
  storyboards: switchable,
  ...delivery,
  /** What a new video gets when its uploader says nothing. */
  defaults: z.object({
    publish: z.object({
      downloadEnabled: flag,
      commentsPolicy: count(1, 3),
      /** A password-protected video needs its password, so it is no default. */
      privacy: count(1, 4),
      licence: count(1, 1000).nullable()
    })
  })
})
export type InstanceSettings = z.output<typeof InstanceSettings>

export type Change<Whole> = Whole extends readonly unknown[]
  ? Whole
  : Whole extends object
    ? { readonly [Key in keyof Whole]?: Change<Whole[Key]> | undefined }
    : Whole

/** `PUT /api/v1/config/custom`: what is left out stays as it is. */
export const SettingsChange = partial(InstanceSettings) as z.ZodType<Change<InstanceSettings>>

function partial(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodObject)) return schema
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>)
  return z.object(Object.fromEntries(fields.map(([name, field]) => [name, partial(field).optional()])))
}

/** `PUT /api/v1/custom-pages/homepage/instance` */
export const HomepageBody = z.object({ content: text(LONG) })
