/** What moderators have lists say of each video besides, by PeerTube's bits of `include`. */
import { type AskedFacts, VIDEO_INCLUDE } from '../../contract/index.ts'
import type { Site } from '../../kernel/site.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { NOTHING, type Sql, sql } from '../../platform/sql.ts'
import { listDetails } from './details.ts'
import { type SourceRow, toSource } from './source-wire.ts'

/** Columns that `askedColumns` adds. */
export interface AskedRow {
  readonly muted?: { readonly owner: boolean; readonly server: boolean }
  readonly source?: SourceRow | null
  readonly automatic_tags?: readonly string[]
}

/** For a statement over `VIDEO_TABLES`; begins with a comma where there is something. */
export function askedColumns(include: number, viewer: Viewer | undefined): Sql {
  const by = sql`(by_account_id IS NULL OR by_account_id = ${viewer?.accountId ?? null})`
  const muted = sql`, json_build_object(
      'owner', EXISTS (SELECT FROM account_mute WHERE account_mute.account_id = account.id AND ${by}),
      'server', EXISTS (SELECT FROM server_mute WHERE server_mute.host = account_actor.host AND ${by})) AS muted`
  const source = sql`, (SELECT to_json(made_of)
      FROM (SELECT video_source.*, original.storage_key FROM video_source LEFT JOIN original USING (video_id)
             WHERE video_source.video_id = video.id) AS made_of) AS source`
  const tags = sql`, ARRAY(SELECT name FROM video_automatic_tag
      WHERE video_automatic_tag.video_id = video.id ORDER BY name) AS automatic_tags`
  return sql`${include & VIDEO_INCLUDE.mutedOwner ? muted : NOTHING}${include & VIDEO_INCLUDE.source ? source : NOTHING}${
    include & VIDEO_INCLUDE.automaticTags ? tags : NOTHING
  }`
}

export function toAskedFacts({ origin }: Site, { muted, source, automatic_tags: automaticTags }: AskedRow): AskedFacts {
  return {
    ...(muted && { blockedOwner: muted.owner, blockedServer: muted.server }),
    ...(source !== undefined && { videoSource: source && toSource(source, origin) }),
    ...(automaticTags && { automaticTags })
  }
}

type Files = Pick<AskedFacts, 'files' | 'streamingPlaylists'>

/** In one statement for the whole page. */
export async function filesOf(db: Queryable, site: Site, ids: readonly number[]): Promise<ReadonlyMap<number, Files>> {
  const details = await listDetails(db, site, ids)
  return new Map(details.map(({ id, files, streamingPlaylists }) => [id, { files, streamingPlaylists }]))
}
