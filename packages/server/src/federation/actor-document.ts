/** Local actors as ActivityPub documents, field for field as PeerTube 6.3 sends them. Pure. */
import type { Site } from '../kernel/site.ts'
import type { LocalActor } from './actor-store.ts'
import { withContext } from './context.ts'

const TYPES = { application: 'Application', person: 'Person', group: 'Group' } as const
const MEDIA_TYPES: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

export function actorUrl({ origin }: Site, { kind, name }: Pick<LocalActor, 'kind' | 'name'>): string {
  return `${origin}/${kind === 'group' ? 'video-channels' : 'accounts'}/${name}`
}

export function toActorDocument(site: Site, actor: LocalActor) {
  const id = actorUrl(site, actor)
  const icons = imagesOf(site, actor, 'avatar')
  const banners = imagesOf(site, actor, 'banner')
  return withContext('actor', {
    type: TYPES[actor.kind],
    id,
    following: `${id}/following`,
    followers: `${id}/followers`,
    playlists: `${id}/playlists`,
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    preferredUsername: actor.name,
    // One address, not PeerTube 8's list: PeerTube before 8 refuses actors with a list of links.
    url: id,
    name: actor.displayName,
    endpoints: { sharedInbox: `${site.origin}/inbox` },
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: actor.publicKeyPem },
    published: actor.createdAt.toISOString(),
    ...(icons.length > 0 && { icon: icons }),
    ...(banners.length > 0 && { image: banners }),
    discoverable: true,
    indexable: true,
    summary: actor.description,
    ...(actor.kind === 'group' && {
      support: actor.support,
      postingRestrictedToMods: true,
      attributedTo: [{ type: 'Person', id: `${site.origin}/accounts/${actor.ownerName}` }]
    })
  })
}

function imagesOf({ origin }: Site, actor: LocalActor, kind: 'avatar' | 'banner') {
  return actor.images
    .filter(image => image.kind === kind)
    .map(({ width, height, fileName }) => ({
      type: 'Image',
      mediaType: MEDIA_TYPES[fileName.split('.').at(-1) ?? ''] ?? 'image/jpeg',
      height,
      width,
      url: `${origin}/lazy-static/${kind}s/${fileName}`
    }))
}
