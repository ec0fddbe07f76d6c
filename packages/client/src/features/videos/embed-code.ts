/** The code that puts the player on another site. Pure. */

export interface EmbedChoice {
  /** Null for the beginning. */
  readonly startSeconds: number | null
  readonly isMuted: boolean
  readonly isLooping: boolean
  readonly hasTitle: boolean
  /** Language of the captions that are shown from the start; null as the viewer likes it. */
  readonly captions: string | null
  /** As wide as the page around it leaves room for. */
  readonly isResponsive: boolean
}

export const PLAIN_EMBED: EmbedChoice = {
  startSeconds: null,
  isMuted: false,
  isLooping: false,
  hasTitle: true,
  captions: null,
  isResponsive: false
}

interface Embedded {
  readonly name: string
  readonly embedUrl: string
  /** Width to height of the picture. */
  readonly aspectRatio: number
}

/** HTML for another site; the name is escaped because it ends up in that site's page. */
export function embedCode({ name, embedUrl, aspectRatio }: Embedded, choice: EmbedChoice): string {
  const attributes = {
    title: name,
    width: '560',
    height: '315',
    ...(choice.isResponsive && { style: `width: 100%; height: auto; aspect-ratio: ${ratioWords(aspectRatio)}` }),
    src: addressOf(embedUrl, choice),
    frameborder: '0',
    allowfullscreen: '',
    sandbox: 'allow-same-origin allow-scripts allow-popups allow-forms'
  }
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(value)}"`)
  return `<iframe ${written.join(' ')}></iframe>`
}

/** In the parameters that a PeerTube's embeds have. */
function addressOf(embedUrl: string, choice: EmbedChoice): string {
  const url = new URL(startingAt(embedUrl, choice.startSeconds))
  if (choice.isMuted) url.searchParams.set('muted', '1')
  if (choice.isLooping) url.searchParams.set('loop', '1')
  if (!choice.hasTitle) url.searchParams.set('title', '0')
  if (choice.captions) url.searchParams.set('subtitle', choice.captions)
  return url.href
}

/** @param seconds As PeerTube writes it, `?start=83s`; null for the beginning. */
export function startingAt(address: string, seconds: number | null): string {
  if (seconds === null) return address
  const url = new URL(address)
  url.searchParams.set('start', `${seconds}s`)
  return url.href
}

const USUAL_RATIO = 16 / 9

const ratioWords = (ratio: number) =>
  Math.abs(ratio - USUAL_RATIO) < 0.01 ? '16 / 9' : String(Math.round(ratio * 1000) / 1000)

const ENTITIES: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escapeAttribute = (text: string) => text.replace(/[&"<>]/g, found => ENTITIES[found] ?? found)
