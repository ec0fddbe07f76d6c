/** What the home page and the search page list: from a reader's choice to the lists of the slices. */
import { type SearchChoice, VideoReference, type VideoSearchQuery } from '../contract/index.ts'
import { readHomepage } from '../features/configuration/index.ts'
import type { HomePageDeps, PlaylistListDeps, SearchPageDeps } from '../features/pages/index.ts'
import { listElements, searchPlaylists, seePlaylist } from '../features/playlists/index.ts'
import { findPageAt, readAddress, type SearchDeps, searchChannels, searchVideos } from '../features/search/index.ts'
import { listVideos, type VideoListing, type VideoScope } from '../features/videos/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Viewer } from '../platform/http.ts'
import type { Parts } from './compose-parts.ts'

const DAY_MS = 86_400_000
const AGE_DAYS: Record<SearchChoice['age'], number | undefined> = {
  any: undefined,
  day: 1,
  week: 7,
  month: 30,
  year: 365
}

/** Seconds, as PeerTube's search divides them. */
const LENGTHS: Record<SearchChoice['length'], Pick<VideoSearchQuery, 'durationMin' | 'durationMax'>> = {
  any: {},
  short: { durationMax: 239 },
  medium: { durationMin: 240, durationMax: 600 },
  long: { durationMin: 601 }
}

export function composeBrowsing(
  { db, site, settings, origin }: Parts,
  elsewhere: SearchDeps['elsewhere']
): HomePageDeps & SearchPageDeps & PlaylistListDeps {
  const search: SearchDeps = { db, origin, settings, elsewhere }
  return {
    readHomepage: () => readHomepage(db),
    async listHome({ view, category, language, start, count, viewer }) {
      const scope: VideoScope =
        view === 'subscriptions' && viewer ? { kind: 'subscriptions', accountId: viewer.accountId } : { kind: 'all' }
      const listing: VideoListing = {
        start,
        count,
        viewer,
        defaultNsfwPolicy: settings.current().instance.defaultNSFWPolicy,
        ...narrowed({ category, language }),
        sort: view === 'trending' ? '-trending' : '-publishedAt',
        ...(view === 'local' && { isLocal: true })
      }
      return withTotal(await listVideos(db, site, scope, listing))
    },
    async searchVideos({ search: words, start, count, ...choice }, viewer) {
      const days = AGE_DAYS[choice.age]
      const query: VideoSearchQuery = {
        search: words,
        start,
        count,
        skipCount: false,
        sort: `-${choice.sort}`,
        ...narrowed(choice),
        ...LENGTHS[choice.length],
        ...(choice.tag && { tagsOneOf: [choice.tag] }),
        ...(choice.scope === 'local' && { isLocal: true }),
        ...(days !== undefined && { startDate: new Date(Date.now() - days * DAY_MS) })
      }
      return withTotal(await searchVideos(search, query, viewer))
    },
    searchChannels: ({ search: words, start, count, scope }, viewer) =>
      searchChannels(
        search,
        { search: words, start, count, sort: '-match', ...(scope === 'local' && { host: site.host }) },
        viewer
      ),
    findPlaylist: (reference, viewer) => findPlaylist({ db, site }, reference, viewer),
    listElements: (playlistId, viewer, range) => listElements(db, site, { playlistId, viewer, ...range }),
    isAddress: text => readAddress(site, text) !== undefined,
    findPage: (text, viewer) => findPageAt(search, readAddress(site, text), viewer),
    searchPlaylists: ({ search: words, start, count, scope }) =>
      searchPlaylists(db, site, {
        search: words,
        start,
        count,
        sort: '-match',
        ...(scope === 'local' && { host: site.host })
      })
  }
}

/** @throws AppError as the API does. */
function findPlaylist({ db, site }: Pick<Parts, 'db' | 'site'>, id: string, viewer: Viewer | undefined) {
  const parsed = VideoReference.safeParse({ id })
  if (!parsed.success) throw new AppError('not_found', 'Video playlist not found')
  return seePlaylist(db, site, parsed.data.id, viewer)
}

/** What oEmbed may show of a playlist: undefined for one that is not for everybody. */
export function embeddablePlaylistFinder(parts: Pick<Parts, 'db' | 'site'>) {
  return async (reference: string) => {
    try {
      return await findPlaylist(parts, reference, undefined)
    } catch (error) {
      if (error instanceof AppError) return undefined
      throw error
    }
  }
}

function narrowed({ category, language }: Pick<SearchChoice, 'category' | 'language'>) {
  return {
    ...(category !== null && { categoryOneOf: [category] }),
    ...(language !== null && { languageOneOf: [language] })
  }
}

export function withTotal<List extends { total?: number }>(list: List): List & { total: number } {
  return { ...list, total: list.total ?? 0 }
}
