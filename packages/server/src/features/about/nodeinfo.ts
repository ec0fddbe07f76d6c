/** NodeInfo 2.0 and 2.1 (nodeinfo.diaspora.software), with what PeerTube 6.3 adds under `metadata`. */
import type { ServerConfig } from '../../contract/index.ts'
import type { Usage } from './store.ts'

export type NodeinfoVersion = '2.0' | '2.1'

export const nodeinfoSchema = (version: NodeinfoVersion) => `http://nodeinfo.diaspora.software/ns/schema/${version}`

/** @param software What it is called here, and its version; as PeerTube, the version of the API. */
export function describeNode(
  version: NodeinfoVersion,
  config: ServerConfig,
  software: { readonly softwareName: 'colombier' | 'peertube'; readonly version: string },
  usage: Usage
) {
  const { softwareName: name } = software
  return {
    version,
    software: { name, version: name === 'peertube' ? config.serverVersion : software.version },
    // The schema wants one at least, and it is the only one this software will speak.
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0', 'rss2.0'] },
    openRegistrations: config.signup.allowed,
    usage: {
      users: {
        total: usage.userCount,
        activeMonth: usage.activeMonthCount,
        activeHalfyear: usage.activeHalfyearCount
      },
      localPosts: usage.videoCount,
      localComments: usage.commentCount
    },
    metadata: {
      taxonomy: { postsName: 'Videos' },
      nodeName: config.instance.name,
      nodeDescription: config.instance.shortDescription,
      nodeConfig: nodeConfig(config)
    }
  }
}

function nodeConfig(config: ServerConfig) {
  const { hls, web_videos, enabledResolutions } = config.transcoding
  const { enabled, transcoding } = config.live
  return {
    search: { remoteUri: config.search.remoteUri },
    plugin: { registered: config.plugin.registered },
    theme: config.theme,
    email: config.email,
    contactForm: config.contactForm,
    transcoding: { hls, web_videos, enabledResolutions },
    live: {
      enabled,
      transcoding: { enabled: transcoding.enabled, enabledResolutions: transcoding.enabledResolutions }
    },
    import: { videos: config.import.videos },
    autoBlacklist: config.autoBlacklist,
    avatar: config.avatar,
    video: config.video,
    videoCaption: config.videoCaption,
    user: config.user,
    trending: { videos: { intervalDays: config.trending.videos.intervalDays } },
    tracker: config.tracker
  }
}
