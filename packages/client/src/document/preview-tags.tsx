import type { View } from './view.ts'

/** What other sites show of a page that somebody links to; PeerTube's tags, which videos have more of (`VideoHead`). */
export function PreviewTags({ view: { canonical, description, preview } }: { readonly view: View }) {
  if (!preview || !canonical) return null
  const { title, image } = preview
  const tags = [
    ['og:type', 'website'],
    ['og:title', title],
    ['og:url', canonical],
    ['og:description', description],
    ['twitter:card', 'summary'],
    ['twitter:title', title],
    ['twitter:description', description],
    ...(image ? [...(['og:image', 'twitter:image'] as const).map(name => [name, image] as const)] : [])
  ] as const
  return (
    <>
      {tags.map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
    </>
  )
}
