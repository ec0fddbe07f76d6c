import { expect, test } from 'vitest'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { siteOf } from '../../kernel/site.ts'
import { Refused } from '../deps.ts'
import { parseVideo } from './video-parse.ts'

const site = siteOf('https://here.example')
const origin = 'https://reef.example'
const uuid = '6f9c1a52-3d0e-4b7a-8c55-2a1d7e90b3c4'
const now = new Date('2026-11-25T00:00:00Z')
const read = (change: Readonly<Record<string, unknown>> = {}, from = origin) =>
  parseVideo(videoDocument({ origin: from, uuid }, change), { site, now })

test('a document of PeerTube 6.3 is kept whole', () => {
  const id = `${origin}/videos/watch/${uuid}`
  expect(read()).toMatchObject({
    url: id,
    uuid,
    name: 'Under the old pier',
    description: 'What **grows** there',
    support: 'Give some',
    category: 16,
    licence: 2,
    language: 'fr',
    tags: ['sea', 'diving'],
    privacy: 1,
    isSensitive: false,
    commentsPolicy: 1,
    isDownloadEnabled: true,
    waitsForTranscoding: true,
    durationSeconds: 83,
    views: 41,
    aspectRatio: 1.7778,
    publishedAt: new Date('2026-05-04T10:11:12Z'),
    originallyPublishedAt: null,
    ownerUrls: [`${origin}/video-channels/reefs`],
    thumbnailUrl: `${origin}/pictures/small.jpg`,
    previewUrl: `${origin}/pictures/large.jpg`,
    embedUrl: null,
    captions: [{ language: 'fr', automaticallyGenerated: true, url: `${origin}/captions/pier-fr.vtt` }],
    storyboard: {
      url: `${origin}/pictures/board.jpg`,
      totalWidth: 1920,
      totalHeight: 324,
      spriteWidth: 192,
      spriteHeight: 108,
      spriteDurationSeconds: 3
    },
    trackerUrls: [`${origin}/tracker/announce`, 'wss://reef.example/tracker/socket'],
    commentsUrl: `${id}/comments`,
    likesUrl: `${id}/likes`,
    dislikesUrl: `${id}/dislikes`,
    sharesUrl: `${id}/announces`,
    chaptersUrl: `${id}/chapters`,
    files: []
  })
})

test('files come with what belongs to them, the largest first', () => {
  const [playlist] = read().playlists
  expect(playlist).toMatchObject({
    masterUrl: `${origin}/hls/pier/master.m3u8`,
    sha256Url: `${origin}/hls/pier/segments-sha256.json`,
    infohashes: ['0123456789abcdef0123456789abcdef01234567']
  })
  expect(playlist?.files.map(({ resolution }) => resolution)).toEqual([720, 360])
  expect(playlist?.files[1]).toEqual({
    resolution: 360,
    width: 640,
    height: 360,
    fps: 25,
    sizeBytes: 700_000,
    hasAudio: true,
    hasVideo: true,
    fileUrl: `${origin}/hls/pier/360-fragmented.mp4`,
    metadataUrl: `${origin}/hls/pier/360.json`,
    torrentUrl: `${origin}/hls/pier/360-hls.torrent`,
    magnetUri: expect.stringMatching(/^magnet:\?xs=/)
  })
})

test.each<[string, Record<string, unknown>]>([
  ['another type', { type: 'Note' }],
  ['no id', { id: undefined }],
  ['a script as its id', { id: 'javascript:alert(1)' }],
  ['an id without encryption', { id: `http://reef.example/videos/watch/${uuid}` }],
  ['an id with a password', { id: `https://a:b@reef.example/videos/watch/${uuid}` }],
  ['addresses that are no list', { url: `${origin}/w/x` }],
  ['a short name', { name: 'ab' }],
  ['a name of blanks', { name: '      ' }],
  ['a long name', { name: 'a'.repeat(121) }],
  ['a duration that is a number', { duration: 83 }],
  ['a duration of another form', { duration: '83 s' }],
  ['no duration', { duration: 'PT' }],
  ['no UUID', { uuid: 'pier' }],
  ['views in words', { views: 'many' }],
  ['no day of publication', { published: undefined }],
  ['a day that is none', { updated: 'yesterday' }],
  ['a day nobody can count to', { published: '-271821-04-20T00:00:00Z' }],
  ['nobody it is of', { attributedTo: [] }],
  ['a person alone', { attributedTo: [{ type: 'Person', id: `${origin}/accounts/coral` }] }],
  ["another host's channel", { attributedTo: [{ type: 'Group', id: 'https://other.example/video-channels/x' }] }],
  ['no picture', { icon: [] }],
  ['a picture without a size', { icon: [{ type: 'Image', mediaType: 'image/png', url: `${origin}/a.png` }] }],
  ['a picture by script', { icon: [{ type: 'Image', mediaType: 'image/png', url: 'data:,', width: 9, height: 9 }] }],
  ['a category in words', { category: { identifier: 'Animals' } }],
  ['a language that is a number', { language: { identifier: 4 } }],
  ['captions that are no list', { subtitleLanguage: {} }],
  ['previews that are no list', { preview: 'x' }],
  ['a broken original date', { originallyPublishedAt: 'then' }],
  ['a broken upload date', { uploadDate: 'then' }],
  ['a broken audience', { audience: 'everybody' }],
  ['a broken embed', { embedUrl: 'javascript:alert(1)' }],
  ['content of an unknown type', { mediaType: 'text/plain' }],
  ['followers alone as its audience', { to: [`${origin}/accounts/coral/followers`], cc: [] }],
  ['a live broadcast', { isLiveBroadcast: true }],
  ['work still to do', { state: 2 }]
])('is refused with %s', (_what, change) => {
  expect(() => read(change)).toThrow(Refused)
})

const sensitive = (summary: unknown, ...names: unknown[]) => ({
  sensitive: true,
  summary,
  tag: [{ type: 'Hashtag', name: '#kelp' }, ...names.map(name => ({ type: 'SensitiveTag', name }))]
})

const link = (href: unknown, more: object = {}) => ({
  type: 'Link',
  mediaType: 'video/mp4',
  href,
  height: 480,
  size: 1,
  ...more
})

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['long content', { content: 'b'.repeat(20_000) }, { description: 'b'.repeat(10_000) }],
  ['HTML', { mediaType: 'text/html', content: '<p>a<script>alert(1)</script></p>' }, { description: 'a' }],
  ['no content', { content: null, mediaType: undefined }, { description: null }],
  ['no state', { state: undefined }, { privacy: 1 }],
  ['a state of words', { state: 'published' }, { privacy: 1 }],
  ['being watched while it is made', { state: 2, waitTranscoding: false }, { waitsForTranscoding: false }],
  [
    'no switches',
    { sensitive: undefined, downloadEnabled: undefined },
    { isSensitive: false, isDownloadEnabled: true }
  ],
  [
    'what is sensitive, since PeerTube 8',
    sensitive('Blood <b>twice</b>', 'violent', 'explicitSex', 'toString', 7),
    { isSensitive: true, sensitiveFlags: 3, sensitiveSummary: 'Blood twice', tags: ['kelp'] }
  ],
  [
    'more on it than is kept',
    sensitive('c'.repeat(20_000), 'explicitSex'),
    { sensitiveFlags: 2, sensitiveSummary: 'c'.repeat(250) }
  ],
  ['sensitivity that is not told', sensitive(['Blood']), { sensitiveFlags: 0, sensitiveSummary: null }],
  [
    'what would be sensitive where nothing is',
    { ...sensitive('Blood', 'violent'), sensitive: false },
    { isSensitive: false, sensitiveFlags: 0, sensitiveSummary: null }
  ],
  ['no policy for comments', { commentsPolicy: undefined, commentsEnabled: undefined }, { commentsPolicy: 2 }],
  ['comments as they were told before', { commentsPolicy: undefined }, { commentsPolicy: 1 }],
  ['an unknown policy', { commentsPolicy: 9 }, { commentsPolicy: 2 }],
  ['an SPDX licence', { licence: { identifier: 'CC-BY-NC-4.0' } }, { licence: 4 }],
  ['an unknown licence', { licence: { identifier: 'mine' } }, { licence: null }],
  ['an unknown category', { category: { identifier: '4000' } }, { category: null }],
  ['an unknown language', { language: { identifier: 'toString' } }, { language: null }],
  [
    'odd tags',
    { tag: [{ type: 'Hashtag', name: 'x' }, 7, null, { type: 'Hashtag', name: '#kelp' }] },
    { tags: ['kelp'] }
  ],
  [
    'too many tags',
    { tag: 'abcdefgh'.split('').map(name => ({ type: 'Hashtag', name: name.repeat(3) })) },
    {
      tags: ['aaa', 'bbb', 'ccc', 'ddd', 'eee']
    }
  ],
  ['odd captions', { subtitleLanguage: [{ identifier: 'xx-none', url: `${origin}/a` }, 'fr'] }, { captions: [] }],
  [
    'a caption in several forms',
    {
      subtitleLanguage: [
        {
          identifier: 'en',
          url: [
            { type: 'Link', mediaType: 'application/x-mpegURL', href: `${origin}/en.m3u8` },
            { type: 'Link', mediaType: 'text/vtt', href: `${origin}/en.vtt` }
          ]
        }
      ]
    },
    { captions: [{ language: 'en', automaticallyGenerated: false, url: `${origin}/en.vtt` }] }
  ],
  [
    'an odd storyboard',
    { preview: [{ type: 'Image', rel: ['storyboard'], url: [{ width: -1 }] }] },
    { storyboard: null }
  ],
  ['nothing to watch', { url: [] }, { playlists: [], files: [], trackerUrls: [] }],
  [
    'odd links',
    {
      url: [
        link('javascript:alert(1)'),
        link(`${origin}/a.exe`, { mediaType: 'application/exe' }),
        link('http://reef.example/a.mp4'),
        link(`${origin}/a.mp4`, { height: '480' }),
        link(`${origin}/a.mp4`, { size: -1 }),
        link(`${origin}/a.mp4`, { fps: 'fast' }),
        { type: 'Link', mediaType: 'application/x-mpegURL', href: `${origin}/m.m3u8` },
        null,
        4
      ]
    },
    { playlists: [], files: [] }
  ],
  [
    'files without HLS',
    { url: [link(`${origin}/a.mp4`)] },
    {
      files: [
        expect.objectContaining({
          resolution: 480,
          width: 0,
          fps: -1,
          hasAudio: true,
          hasVideo: true,
          torrentUrl: null,
          magnetUri: null
        })
      ]
    }
  ],
  ['a lone channel', { attributedTo: `${origin}/c/reefs` }, { ownerUrls: [`${origin}/c/reefs`] }],
  ['an address only', { to: [], cc: ['as:Public'] }, { privacy: 2 }],
  ['a day to come', { published: '2999-01-01T00:00:00Z' }, { publishedAt: now }],
  ['script in its name', { name: '<script>alert(1)</script>' }, { name: '<script>alert(1)</script>' }],
  ['bytes that no database takes', { name: 'a\u0000b\ud800c' }, { name: 'ab\ufffdc' }],
  [
    'collections elsewhere',
    { likes: 'https://other.example/likes', comments: 3 },
    { likesUrl: null, commentsUrl: null }
  ],
  ['untold shape', { aspectRatio: 'wide' }, { aspectRatio: 1.7778 }],
  ['hours', { duration: 'PT1H2M3.5S' }, { durationSeconds: 3723 }],
  ['negative views', { views: -5 }, { views: 0 }]
])('is mended with %s', (_what, change, expected) => {
  expect(read(change)).toMatchObject(expected)
})

test('servers on one machine may do without encryption', () => {
  const loopback = siteOf('http://localhost:9000')
  const document = videoDocument({ origin: 'http://localhost:9100', uuid })
  expect(parseVideo(document, { site: loopback, now }).trackerUrls).toContain('ws://localhost:9100/tracker/socket')
  expect(() => read({}, 'http://localhost:9100')).toThrow(Refused)
})
