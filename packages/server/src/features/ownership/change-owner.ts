/** A video goes from one account to another when both want it. */
import type { VideoReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { ownedChannel } from '../channels/index.ts'
import { assertQuota } from '../users/index.ts'
import { findManageable } from '../videos/index.ts'
import {
  deleteOffer,
  endOffer,
  findLocalAccount,
  findOffer,
  insertOffer,
  lockVideo,
  moveVideo,
  type Offer,
  refuseOtherOffers,
  storedBytesOf
} from './store.ts'

interface Caller {
  readonly viewer: Viewer
  assertMay(ownerAccountId: number, message: string): void
}

/** @throws AppError `not_found`; `forbidden` for somebody else's video; `invalid` for an account that is not here. */
export async function giveVideo(
  db: Database,
  call: Caller & { params: { id: VideoReference }; body: { username: string } }
): Promise<void> {
  const { id } = await findManageable(db, call)
  const nextOwnerId = await findLocalAccount(db, call.body.username)
  if (nextOwnerId === undefined)
    throw new AppError('invalid', 'Changing video ownership to a remote account is not supported yet', {
      field: 'username'
    })
  await db.transaction(async tx => {
    // Again with the row held: it may have gone to somebody else since.
    await lockVideo(tx, id)
    const { ownerAccountId } = await findManageable(tx, call)
    if (ownerAccountId === nextOwnerId)
      throw new AppError('invalid', 'This account owns the video already.', { field: 'username' })
    await insertOffer(tx, { videoId: id, initiatorId: call.viewer.accountId, nextOwnerId })
  })
}

type OfferCall = Caller & { params: { id: number } }

/**
 * @throws AppError `not_found`; `forbidden` for another's offer or one that has ended; `invalid` for another's channel;
 *   `too_large` when the video does not fit the new owner's quota.
 */
export async function acceptVideo(db: Database, call: OfferCall & { body: { channelId: number } }): Promise<void> {
  const { videoId } = await findWaiting(db, call)
  await db.transaction(async tx => {
    await lockVideo(tx, videoId)
    if (!(await endOffer(tx, call.params.id, 'ACCEPTED'))) throw ended()
    if (!(await ownedChannel(tx, call.body.channelId, call.viewer.accountId)))
      throw new AppError('invalid', 'Unknown video "video channel" for this account.', { field: 'channelId' })
    await assertQuota(tx, call.viewer.userId, await storedBytesOf(tx, videoId))
    await moveVideo(tx, videoId, call.body.channelId)
    await refuseOtherOffers(tx, videoId)
  })
}

/** @throws AppError as `acceptVideo` */
export async function refuseVideo(db: Database, call: OfferCall): Promise<void> {
  await findWaiting(db, call)
  if (!(await endOffer(db, call.params.id, 'REFUSED'))) throw ended()
}

/** Whoever made the offer, as long as nobody answered. @throws AppError as `acceptVideo` */
export async function withdrawOffer(db: Database, call: OfferCall): Promise<void> {
  await findWaiting(db, call, 'initiatorId')
  if (!(await deleteOffer(db, call.params.id))) throw ended()
}

async function findWaiting(
  db: Queryable,
  { params, assertMay }: OfferCall,
  party: 'nextOwnerId' | 'initiatorId' = 'nextOwnerId'
): Promise<Offer> {
  const offer = await findOffer(db, params.id)
  if (!offer) throw new AppError('not_found', 'Video ownership change not found')
  assertMay(offer[party], 'Cannot terminate an ownership change of another user')
  if (offer.status !== 'WAITING') throw ended()
  return offer
}

const ended = () => new AppError('forbidden', 'Ownership already accepted or refused')
