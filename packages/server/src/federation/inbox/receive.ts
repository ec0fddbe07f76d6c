/** Takes a delivery: whether it is believed is decided here, what it leads to later (work.ts). */
import { AppError } from '../../kernel/errors.ts'
import type { RateLimiter } from '../../platform/rate-limit.ts'
import { openSignsOfLife } from '../delivery/sign-of-life.ts'
import type { FederationDeps, RemoteActor } from '../deps.ts'
import { unverified } from '../signatures/signature-header.ts'
import { openSigners, SignerGone } from '../signatures/signers.ts'
import { hasBodySignature } from '../signatures/verify-body.ts'
import { type SignedRequest, verifyRequestSignature } from '../signatures/verify-request.ts'
import { readActivities, type ToldActivity } from './read-activities.ts'
import { REFETCHED } from './relayed.ts'
import { type NewActivity, openMutedHosts, openWriter } from './store.ts'

export interface InboxDeps extends Pick<FederationDeps, 'db' | 'remote' | 'site'> {
  readonly limiter?: Pick<RateLimiter, 'takeFast'>
  /** Multiplies the limit; 0 means that there is none. */
  readonly limitFactor?: number
}

/** @throws AppError with a plain reason for what is not taken. */
export type Receive = (request: SignedRequest, now?: Date) => Promise<void>

/** Of one server. A busy one brings hundreds a second for a while. */
const LIMIT = { requestsMax: 10_000, windowSeconds: 10 }

export function openReceiver(deps: InboxDeps): Receive {
  const { db, site } = deps
  const signers = openSigners(deps)
  const isMuted = openMutedHosts(db)
  const write = openWriter(db)
  const hearFrom = openSignsOfLife(db)

  const assertHeard = async (urls: readonly string[]) => {
    for (const host of new Set(urls.map(url => new URL(url).host)))
      if (await isMuted(host)) throw new AppError('forbidden', `Nothing of ${host} is taken here.`)
  }

  return async (request, now = new Date()) => {
    const told = readActivities(request.body, site)
    // Before anybody is asked for a key.
    await assertHeard(told.map(({ actorUrl }) => actorUrl))
    const signer = await signerOf(request, told, { site, signers, now })
    if (!signer) return
    await assertHeard([signer.url])
    countAgainst(deps, new URL(signer.url).host)
    const activities = told.map(one => asBroughtBy(signer, one))
    if (activities.length > 0) await write(activities)
    hearFrom(new URL(signer.url).host)
  }
}

type Verifying = Parameters<typeof verifyRequestSignature>[1]

/** @returns Undefined for the farewell of somebody who is gone, and whom nobody here ever knew. */
async function signerOf(
  request: SignedRequest,
  told: readonly ToldActivity[],
  verifying: Verifying
): Promise<RemoteActor | undefined> {
  try {
    return await verifyRequestSignature(request, verifying)
  } catch (error) {
    if (!(error instanceof SignerGone)) throw error
    if (told.every(({ type, actorUrl, objectUrl }) => type === 'Delete' && objectUrl === actorUrl)) return undefined
    throw unverified("The signer's server says that there is no such actor.", { cause: error })
  }
}

/** Counted once the signature is proved: nobody can use up what is another one's. */
function countAgainst({ limiter, limitFactor = 1 }: InboxDeps, host: string): void {
  if (!limiter || limitFactor === 0) return
  const bucket = { ...LIMIT, requestsMax: Math.max(1, Math.round(LIMIT.requestsMax * limitFactor)) }
  const { isAllowed, retryAfterSeconds } = limiter.takeFast(`inbox ${host}`, bucket)
  if (!isAllowed) throw new AppError('too_many', 'Too many deliveries, please try again later.', { retryAfterSeconds })
}

/** What somebody else brings needs its actor's own signature, or a place where it can be asked for. */
function asBroughtBy({ url }: RemoteActor, { activity, ...told }: ToldActivity): NewActivity {
  if (told.actorUrl === url) return { ...told, relayedBy: '' }
  if (!hasBodySignature(activity) && !REFETCHED.has(told.type))
    throw new AppError('forbidden', 'The activity is neither of its signer, nor signed by its actor.')
  return { ...told, relayedBy: url }
}
