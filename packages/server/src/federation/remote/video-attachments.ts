/** What hangs on a PeerTube video: its pictures, captions and storyboard. Pure. */
import type { RemoteCaption, RemoteStoryboard } from '../../contract/index.ts'
import { LANGUAGES } from '../../features/videos/index.ts'
import type { Site } from '../../kernel/site.ts'
import { addressOf, countOf, type Fields, objectsOf, secondsOf, severalOf } from './values.ts'

const PICTURE_TYPES = new Set(['image/png', 'image/gif', 'image/webp', 'image/jpg', 'image/jpeg'])
/** Of widths: PeerTube's least for each. */
const THUMBNAIL_MIN = 150
const PREVIEW_MIN = 400

/** The smallest that is no icon, and the largest. */
export function picturesOf(site: Site, icon: unknown): { thumbnailUrl: string; previewUrl: string } | undefined {
  const icons = objectsOf(icon)
    .flatMap(image => {
      const address = addressOf(site, image['url'])
      const width = countOf(image['width'])
      const isPicture = image['type'] === 'Image' && PICTURE_TYPES.has(String(image['mediaType']))
      return isPicture && address && width !== undefined && countOf(image['height']) !== undefined
        ? [{ address, width }]
        : []
    })
    .sort((one, other) => one.width - other.width)
  const largest = icons.at(-1)
  if (!largest) return undefined
  const thumbnail = icons.find(({ width }) => width >= THUMBNAIL_MIN) ?? largest
  const preview = icons.findLast(({ width }) => width >= PREVIEW_MIN) ?? largest
  return { thumbnailUrl: thumbnail.address, previewUrl: preview.address }
}

export function captionsOf(site: Site, languages: unknown): RemoteCaption[] {
  const captions = objectsOf(languages).flatMap(caption => {
    const { identifier: language, automaticallyGenerated } = caption
    const url = captionAddress(site, caption)
    if (!url || typeof language !== 'string' || !Object.hasOwn(LANGUAGES, language)) return []
    return [[language, { language, automaticallyGenerated: automaticallyGenerated === true, url }] as const]
  })
  return [...new Map(captions).values()].slice(0, CAPTIONS_MAX)
}

/** Servers before 7 give the address alone. */
function captionAddress(site: Site, { url }: Fields): string | undefined {
  if (typeof url === 'string') return addressOf(site, url)
  return addressOf(site, objectsOf(url).find(({ mediaType }) => mediaType === 'text/vtt')?.['href'])
}

const CAPTIONS_MAX = 100
const SIDE_MAX = 20_000

export function storyboardOf(site: Site, preview: unknown): RemoteStoryboard | null {
  const image = objectsOf(preview).find(({ type, rel }) => type === 'Image' && severalOf(rel).includes('storyboard'))
  const link = objectsOf(image?.['url']).find(({ mediaType }) => PICTURE_TYPES.has(String(mediaType)))
  const sides = [link?.['width'], link?.['height'], link?.['tileWidth'], link?.['tileHeight']].map(side =>
    countOf(side)
  )
  const url = addressOf(site, link?.['href'])
  const spriteDurationSeconds = secondsOf(link?.['tileDuration'])
  const isDrawn = sides.every(side => side !== undefined && side > 0 && side <= SIDE_MAX)
  if (!url || !spriteDurationSeconds || !isDrawn) return null
  const [totalWidth, totalHeight, spriteWidth, spriteHeight] = sides as [number, number, number, number]
  return { url, totalWidth, totalHeight, spriteWidth, spriteHeight, spriteDurationSeconds }
}
