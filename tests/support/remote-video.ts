/** A video as a PeerTube server tells of it, for tests that play such a server. */

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

export interface VideoDocumentOptions {
  /** Of the server that has it. */
  readonly origin: string
  readonly uuid: string
  readonly channel?: string
  readonly account?: string
}

type Document = Record<string, unknown> & { id: string; name: string; url: Record<string, unknown>[] }

/** @param change Fields in place of the ordinary ones; undefined leaves them out. */
export function videoDocument(
  { origin, uuid, channel = 'reefs', account = 'coral' }: VideoDocumentOptions,
  change: Readonly<Record<string, unknown>> = {}
): Document {
  const id = `${origin}/videos/watch/${uuid}`
  const person = `${origin}/accounts/${account}`
  const document: Document = {
    to: [PUBLIC],
    cc: [`${person}/followers`],
    type: 'Video',
    id,
    uuid,
    name: 'Under the old pier',
    duration: 'PT83S',
    views: 41,
    sensitive: false,
    waitTranscoding: true,
    state: 1,
    category: { identifier: '16', name: 'Animals' },
    licence: { identifier: '2', name: 'Attribution - Share Alike' },
    language: { identifier: 'fr', name: 'French' },
    commentsEnabled: true,
    canReply: null,
    commentsPolicy: 1,
    downloadEnabled: true,
    published: '2026-05-04T10:11:12.000Z',
    updated: '2026-05-05T06:07:08.000Z',
    originallyPublishedAt: null,
    tag: [
      { type: 'Hashtag', name: 'sea' },
      { type: 'Hashtag', name: 'diving' }
    ],
    mediaType: 'text/markdown',
    content: 'What **grows** there',
    support: 'Give some',
    subtitleLanguage: [
      { identifier: 'fr', name: 'French', automaticallyGenerated: true, url: `${origin}/captions/pier-fr.vtt` }
    ],
    icon: [imageOf(`${origin}/pictures/small.jpg`, 280, 157), imageOf(`${origin}/pictures/large.jpg`, 850, 480)],
    preview: [{ type: 'Image', rel: ['storyboard'], url: [storyboardOf(origin)] }],
    aspectRatio: 1.7778,
    url: linksOf(origin, id),
    likes: `${id}/likes`,
    dislikes: `${id}/dislikes`,
    shares: `${id}/announces`,
    comments: `${id}/comments`,
    hasParts: `${id}/chapters`,
    attributedTo: [
      { type: 'Person', id: person },
      { type: 'Group', id: `${origin}/video-channels/${channel}` }
    ],
    isLiveBroadcast: false,
    liveSaveReplay: null,
    permanentLive: null,
    latencyMode: null
  }
  return Object.fromEntries(
    Object.entries({ ...document, ...change }).filter(([, value]) => value !== undefined)
  ) as Document
}

const imageOf = (url: string, width: number, height: number) => ({
  type: 'Image',
  mediaType: 'image/jpeg',
  url,
  width,
  height
})

const storyboardOf = (origin: string) => ({
  mediaType: 'image/jpeg',
  href: `${origin}/pictures/board.jpg`,
  width: 1920,
  height: 324,
  tileWidth: 192,
  tileHeight: 108,
  tileDuration: 'PT3S'
})

function linksOf(origin: string, id: string) {
  const hls = `${origin}/hls/pier`
  return [
    { type: 'Link', mediaType: 'text/html', href: id },
    {
      type: 'Link',
      mediaType: 'application/x-mpegURL',
      href: `${hls}/master.m3u8`,
      tag: [
        { type: 'Infohash', name: '0123456789abcdef0123456789abcdef01234567' },
        { type: 'Link', name: 'sha256', mediaType: 'application/json', href: `${hls}/segments-sha256.json` },
        ...fileLinks(hls, { height: 360, width: 640, size: 700_000, fps: 25 }),
        ...fileLinks(hls, { height: 720, width: 1280, size: 2_900_000, fps: 25 })
      ]
    },
    { type: 'Link', name: 'tracker-http', rel: ['tracker', 'http'], href: `${origin}/tracker/announce` },
    {
      type: 'Link',
      name: 'tracker-websocket',
      rel: ['tracker', 'websocket'],
      href: `${origin.replace('http', 'ws')}/tracker/socket`
    }
  ]
}

function fileLinks(folder: string, size: { height: number; width: number; size: number; fps: number }) {
  const { height, width, fps } = size
  const track = (value: string) => ({ type: 'PropertyValue', name: 'ffprobe_codec_type', value })
  const torrent = `${folder}/${height}-hls.torrent`
  return [
    {
      type: 'Link',
      mediaType: 'video/mp4',
      href: `${folder}/${height}-fragmented.mp4`,
      ...size,
      attachment: [track('audio'), track('video')]
    },
    {
      type: 'Link',
      rel: ['metadata', 'video/mp4'],
      mediaType: 'application/json',
      height,
      width,
      fps,
      href: `${folder}/${height}.json`
    },
    { type: 'Link', mediaType: 'application/x-bittorrent', href: torrent, height, width, fps },
    {
      type: 'Link',
      mediaType: 'application/x-bittorrent;x-scheme-handler/magnet',
      height,
      width,
      fps,
      href: `magnet:?xs=${encodeURIComponent(torrent)}&xt=urn:btih:00000000000000000000000000000000000000aa`
    }
  ]
}
