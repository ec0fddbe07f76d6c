/** The web app manifest: what a telephone shows once the site stands on its screen. Pure. */
import type { ActorImage, InstanceSettings } from '../../contract/index.ts'

/** The light theme's ground (the client's theme-color). */
const GROUND = '#f7f3ec'
/** Pixels; a screen has no use for a larger icon. */
const ICON_MAX = 600

export function describeManifest(
  { name, shortDescription }: InstanceSettings['instance'],
  avatars: readonly ActorImage[],
  faviconPath: string
) {
  const own = avatars.flatMap(({ width, height, path }) =>
    width > ICON_MAX
      ? []
      : [{ src: path, sizes: `${width}x${height}`, type: path.endsWith('.png') ? 'image/png' : 'image/jpeg' }]
  )
  return {
    name,
    short_name: name,
    start_url: '/',
    background_color: GROUND,
    theme_color: GROUND,
    description: shortDescription,
    display: 'standalone',
    icons: own.length > 0 ? own : [{ src: faviconPath, sizes: 'any', type: 'image/svg+xml' }]
  }
}
