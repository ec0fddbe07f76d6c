/** JSON-LD contexts, term for term as PeerTube declares them, so that signatures over the body mean the same there. */

const BASE = [
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
  { RsaSignature2017: 'https://w3id.org/security#RsaSignature2017' }
] as const

const PEERTUBE = { pt: 'https://joinpeertube.org/ns#', sc: 'http://schema.org/' } as const

const number = (term: string) => ({ '@type': 'sc:Number', '@id': `pt:${term}` })
const boolean = (term: string) => ({ '@type': 'sc:Boolean', '@id': `pt:${term}` })
const link = (term: string) => ({ '@id': term, '@type': '@id' })
const SUPPORT = { '@type': 'sc:Text', '@id': 'pt:support' } as const
const UUID = { '@type': 'sc:identifier', '@id': 'pt:uuid' } as const

const TERMS = {
  collection: undefined,
  follow: undefined,
  actor: {
    playlists: link('pt:playlists'),
    support: SUPPORT,
    lemmy: 'https://join-lemmy.org/ns#',
    postingRestrictedToMods: 'lemmy:postingRestrictedToMods',
    icons: 'as:icon',
    toot: 'http://joinmastodon.org/ns#',
    discoverable: 'toot:discoverable',
    indexable: 'toot:indexable'
  },
  video: {
    Hashtag: 'as:Hashtag',
    category: 'sc:category',
    licence: 'sc:license',
    subtitleLanguage: 'sc:subtitleLanguage',
    automaticallyGenerated: 'pt:automaticallyGenerated',
    sensitive: 'as:sensitive',
    SensitiveTag: 'pt:SensitiveTag',
    language: 'sc:inLanguage',
    identifier: 'sc:identifier',
    isLiveBroadcast: 'sc:isLiveBroadcast',
    liveSaveReplay: boolean('liveSaveReplay'),
    permanentLive: boolean('permanentLive'),
    latencyMode: number('latencyMode'),
    Infohash: 'pt:Infohash',
    tileWidth: number('tileWidth'),
    tileHeight: number('tileHeight'),
    tileDuration: number('tileDuration'),
    aspectRatio: { '@type': 'sc:Float', '@id': 'pt:aspectRatio' },
    uuid: UUID,
    originallyPublishedAt: 'sc:datePublished',
    uploadDate: 'sc:uploadDate',
    embedUrl: 'sc:embedUrl',
    hasParts: 'sc:hasParts',
    views: number('views'),
    state: number('state'),
    size: number('size'),
    fps: number('fps'),
    commentsEnabled: boolean('commentsEnabled'),
    canReply: 'pt:canReply',
    commentsPolicy: number('commentsPolicy'),
    downloadEnabled: boolean('downloadEnabled'),
    waitTranscoding: boolean('waitTranscoding'),
    support: SUPPORT,
    likes: link('as:likes'),
    dislikes: link('as:dislikes'),
    shares: link('as:shares'),
    comments: link('as:comments'),
    PropertyValue: 'sc:PropertyValue',
    value: 'sc:value'
  },
  chapters: { hasPart: 'sc:hasPart', endOffset: 'sc:endOffset', startOffset: 'sc:startOffset' },
  comment: { replyApproval: 'pt:replyApproval' },
  approval: { ApproveReply: 'pt:ApproveReply' },
  rejection: { RejectReply: 'pt:RejectReply' },
  view: {
    WatchAction: 'sc:WatchAction',
    InteractionCounter: 'sc:InteractionCounter',
    interactionType: 'sc:interactionType',
    userInteractionCount: 'sc:userInteractionCount'
  },
  flag: { Hashtag: 'as:Hashtag' },
  copy: { expires: 'sc:expires', CacheFile: 'pt:CacheFile', size: number('size'), fps: number('fps') },
  playlist: {
    Playlist: 'pt:Playlist',
    PlaylistElement: 'pt:PlaylistElement',
    position: number('position'),
    startTimestamp: number('startTimestamp'),
    stopTimestamp: number('stopTimestamp'),
    uuid: UUID
  }
} as const

export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

export function withContext<Body extends object>(kind: keyof typeof TERMS, body: Body) {
  const terms = TERMS[kind]
  return { '@context': terms ? [...BASE, { ...PEERTUBE, ...terms }] : BASE, ...body }
}
