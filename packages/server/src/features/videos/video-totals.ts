/** How many videos there are in lists of all of them, without asking each. */
import type { VideoFilters } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import { and, type Sql, sql } from '../../platform/sql.ts'
import {
  type ByLength,
  fileConditions,
  filterConditions,
  isHidden,
  isShown,
  type ListedParts,
  lengthConditions
} from './video-filters.ts'

export const counted = (conditions: readonly Sql[]) => sql`(SELECT count(*) FROM video WHERE ${and(conditions)})`

interface Asked {
  readonly site: Site
  readonly viewer: Viewer | undefined
  readonly filters: VideoFilters
}

/** What there is of all videos, with the filters asked for. */
export function totalOf(asked: Asked, { kept, either, hidden }: ListedParts): Sql {
  if (!either) return totalOfKept(asked, { kept, hidden })
  const { site, viewer, filters } = asked
  const besides = [either.flagged, sql`NOT (${and(either.kept)})`, ...filterConditions(site, filters, viewer)]
  return sql`${totalOfKept(asked, { kept: [...kept, ...either.kept], hidden })}
    + ${counted([...kept, ...besides, ...hidden.map(isShown)])}`
}

function totalOfKept({ site, viewer, filters }: Asked, { kept, hidden }: Pick<ListedParts, 'kept' | 'hidden'>): Sql {
  const positive = [...kept, ...filterConditions(site, filters, viewer)]
  const further = filterConditions(site, { ...filters, ...NEITHER_FILES_NOR_LENGTH }, viewer)
  const all = further.length > 0 ? counted(positive) : keptTotal([...kept, ...fileConditions(filters)], filters)
  // The few that are hidden are found by indexes: those of channels in one that tells all else that is asked for.
  const inOrder = hidden.toSorted((a, b) => Number(b.column === 'channel_id') - Number(a.column === 'channel_id'))
  return inOrder.reduce(
    (rest, one, at) => sql`${rest} - ${counted([...positive, isHidden(one), ...inOrder.slice(0, at).map(isShown)])}`,
    all
  )
}

const NEITHER_FILES_NOR_LENGTH = {
  hasHLSFiles: undefined,
  hasWebVideoFiles: undefined,
  hasWebtorrentFiles: undefined,
  durationMin: undefined,
  durationMax: undefined
}

/** Seconds at which classes of lengths begin, as `video_length_class` has them (migration 0223). */
const CLASSES = [0, 60, 240, 600, 1200, 2400, 3600]

/** From totals that triggers keep (migrations 0156 and 0223): only those of classes asked for in part are counted. */
function keptTotal(kept: readonly Sql[], { durationMin: min = 0, durationMax: max = Infinity }: ByLength): Sql {
  const whole = [...CLASSES.keys()].filter(at => CLASSES[at]! >= min && endOf(at) <= max)
  const [first, ...others] = whole
  const last = others.at(-1) ?? first
  if (first === undefined || last === undefined)
    return counted([...kept, ...lengthConditions({ durationMin: min, ...(max < Infinity && { durationMax: max }) })])

  const classes = sql`video.length_class BETWEEN ${first} AND ${last}`
  const ends = [
    { durationMin: min, durationMax: CLASSES[first]! - 1 },
    { durationMin: endOf(last) + 1, durationMax: max }
  ].filter(({ durationMin, durationMax }) => durationMin <= durationMax && durationMin < Infinity)
  return ends.reduce(
    (sum, end) => sql`${sum} + ${counted([...kept, ...lengthConditions(end)])}`,
    sql`(SELECT coalesce(sum(videos), 0)::bigint FROM video_total video WHERE ${and([...kept, classes])})`
  )
}

/** The last second of a class. */
const endOf = (at: number) => (CLASSES[at + 1] ?? Infinity) - 1
