/** Reports of people elsewhere about videos, comments and accounts of ours, for our moderators. */
import { PREDEFINED_REASONS } from '../../contract/index.ts'
import { findReportedAccount, type Reported, takeReport } from '../../features/abuses/index.ts'
import { findKnownComment } from '../../features/comments/index.ts'
import { findAccess, isForEverybody } from '../../features/videos/index.ts'
import { type ActivityHandler, type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { idsOf, isOnHostOf } from '../json.ts'
import { answeredAt } from '../remote/comments.ts'
import { objectsOf, textOf } from '../remote/values.ts'

/** As for members here. */
const REASON_MAX = 3000
const OBJECTS_MAX = 10

export const flag: ActivityHandler = async (deps, received) => {
  const { activity, actor } = received
  const { accountId: reporterAccountId } = actor
  if (reporterAccountId === null) throw new Refused('Channels do not report')
  if (!isOnHostOf(activity.id, actor.url)) throw new Refused('It is named on another host')
  const found = await findReported(deps, activity)
  if (found.length === 0) throw new Refused('Nothing of ours is reported')
  const facts = { reporterAccountId, reason: reasonOf(activity), predefinedReasons: predefinedIn(activity) }
  await received.once(async tx => {
    for (const [index, reported] of found.entries()) {
      const url = index === 0 ? activity.id : `${activity.id}#${index}`
      await takeReport(tx, { ...facts, url, reported })
    }
  })
}

/** Mastodon names the account beside what it has said: then that is meant. */
async function findReported(deps: FederationDeps, activity: JsonObject): Promise<Reported[]> {
  const found: Reported[] = []
  for (const url of idsOf(activity['object']).slice(0, OBJECTS_MAX)) {
    const reported = await findOne(deps, url, activity)
    if (reported) found.push(reported)
  }
  const things = found.filter(reported => !('accountId' in reported))
  return things.length > 0 ? things : found
}

async function findOne({ db, site }: FederationDeps, url: string, activity: JsonObject): Promise<Reported | undefined> {
  const named = answeredAt(site, url)
  if (named.uuid !== undefined && named.commentId === null) {
    const video = await findAccess(db, { uuid: named.uuid })
    return video && isForEverybody(video) ? { videoId: video.id, ...spanOf(activity) } : undefined
  }
  const comment = await findKnownComment(db, named)
  // What others have said elsewhere is not ours to judge.
  if (comment) return comment.isLocal || comment.isVideoLocal ? { commentId: comment.id } : undefined
  const name = accountNameIn(site.origin, url)
  const accountId = name === undefined ? undefined : await findReportedAccount(db, name)
  return accountId === undefined ? undefined : { accountId }
}

function accountNameIn(origin: string, url: string): string | undefined {
  const folder = `${origin}/accounts/`
  return url.startsWith(folder) ? url.slice(folder.length) : undefined
}

const reasonOf = ({ content }: JsonObject) => textOf(content, REASON_MAX) ?? ''

function predefinedIn({ tag }: JsonObject) {
  const names = new Set(objectsOf(tag).map(({ name }) => name))
  return PREDEFINED_REASONS.filter(reason => names.has(reason))
}

function spanOf({ startAt, endAt }: JsonObject): { startAt: number | null; endAt: number | null } {
  const [from, to] = [secondOf(startAt), secondOf(endAt)]
  return { startAt: from, endAt: to !== null && to > (from ?? -1) ? to : null }
}

const SECONDS_MAX = 1_000_000
const secondOf = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= SECONDS_MAX ? (value as number) : null
