/** NodeInfo 2.0 (nodeinfo.diaspora.software), with what PeerTube 6.3 adds under `metadata`. */
import type { ServerConfig } from '../../contract/index.ts'
import type { Usage } from './store.ts'

export const NODEINFO_SCHEMA = 'http://nodeinfo.diaspora.software/ns/schema/2.0'

/** @param version Of this software. */
export function describeNode(config: ServerConfig, version: string, usage: Usage) {
  return {
    version: '2.0',
    software: { name: 'colombier', version },
    // The schema wants one at least, and it is the only one this software will speak.
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: config.signup.allowed,
    usage: {
      users: {
        total: usage.userCount,
        activeMonth: usage.activeMonthCount,
        activeHalfyear: usage.activeHalfyearCount
      },
      localPosts: usage.videoCount,
      localComments: 0
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
