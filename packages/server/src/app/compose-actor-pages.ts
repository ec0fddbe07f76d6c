/** What the pages of channels and accounts show. */
import { findAccount, findChannel } from '../features/actors/index.ts'
import { listChannelsOf } from '../features/channels/index.ts'
import type { ActorPageDeps } from '../features/pages/index.ts'
import { listPlaylists } from '../features/playlists/index.ts'
import { isSubscribed } from '../features/subscriptions/index.ts'
import { listVideos } from '../features/videos/index.ts'
import { withTotal } from './compose-browsing.ts'
import type { Parts } from './compose-parts.ts'

export function composeActorPages({ db, site, origin, settings }: Parts): ActorPageDeps {
  return {
    findActor: (kind, handle) => (kind === 'channel' ? findChannel : findAccount)(db, site, handle),
    async listActorVideos(kind, handle, asked) {
      const defaultNsfwPolicy = settings.current().instance.defaultNSFWPolicy
      return withTotal(await listVideos(db, site, { kind, handle }, { ...asked, defaultNsfwPolicy }))
    },
    listActorChannels: (accountId, range) => listChannelsOf(db, site, accountId, { ...range, sort: '-createdAt' }),
    listActorPlaylists: (kind, id, { viewer, ...range }) =>
      listPlaylists(
        db,
        site,
        kind === 'channel' ? { kind, channelId: id } : { kind, accountId: id, isOwner: viewer?.accountId === id },
        { ...range, sort: '-updatedAt' }
      ),
    isSubscribed: ({ accountId }, handle) => isSubscribed({ db, origin }, accountId, handle)
  }
}
