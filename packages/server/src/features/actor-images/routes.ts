/** HTTP surface of avatars and banners, mounted at /api/v1. Shapes: PeerTube 6.3. */
import { mkdir } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import * as transcoderMedia from '@colombier/transcoder/media'
import type { Router } from 'express'
import { ActorHandle, ActorImageForm } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import type { CoverMaker } from '../../platform/covers.ts'
import type { ReceivedFile } from '../../platform/form.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { findActorImages, localNameOf } from '../actors/index.ts'
import { findManagedChannel } from '../channels/index.ts'
import { removeImageFiles } from './keep-image.ts'
import { ACTOR_IMAGE_MAX_BYTES, type ActorImageKind, badPicture, makeImages } from './make-images.ts'
import { actorIdOfAccount, applicationActorId, replaceImages } from './store.ts'

export interface ActorImagesDeps {
  readonly db: Database
  readonly storage: Storage
  /** Public origin of this server. */
  readonly origin: string
  readonly media: CoverMaker
}

/** Makes the folders for the pictures. */
export async function openActorImages(deps: Omit<ActorImagesDeps, 'media'>): Promise<ActorImagesDeps> {
  for (const folder of [STORAGE.avatars, STORAGE.banners]) await mkdir(deps.storage.pathOf(folder), { recursive: true })
  return { ...deps, media: transcoderMedia }
}

export function actorImageRoutes(deps: ActorImagesDeps): Router {
  const api = apiRouter(deps.storage)
  const { db } = deps

  api.on('pickMyAvatar', AVATAR, async ({ viewer, files }) =>
    pick(deps, await actorIdOfAccount(db, viewer.accountId), 'avatar', files)
  )
  api.on('delMyAvatar', {}, async ({ viewer }) => remove(deps, await actorIdOfAccount(db, viewer.accountId), 'avatar'))
  channelOperations(api, deps)

  api.on('pickInstanceAvatar', AVATAR, async ({ files }) => {
    await pick(deps, await applicationActorId(db), 'avatar', files)
  })
  api.on('pickInstanceBanner', BANNER, async ({ files }) => {
    await pick(deps, await applicationActorId(db), 'banner', files)
  })
  api.on('delInstanceAvatar', {}, async () => {
    await remove(deps, await applicationActorId(db), 'avatar')
  })
  api.on('delInstanceBanner', {}, async () => {
    await remove(deps, await applicationActorId(db), 'banner')
  })
  return api.router
}

const AVATAR = { body: ActorImageForm, files: { avatarfile: ACTOR_IMAGE_MAX_BYTES } }
const BANNER = { body: ActorImageForm, files: { bannerfile: ACTOR_IMAGE_MAX_BYTES } }
const OF_CHANNEL = { params: ActorHandle }

function channelOperations(api: ApiRouter, deps: ActorImagesDeps): void {
  const managed = async ({ params, assertMay }: ManageCall) => {
    const channel = await findManagedChannel(deps.db, localNameOf(siteOf(deps.origin), params.handle))
    if (!channel) throw new AppError('not_found', 'Video channel not found')
    assertMay(channel.accountId, 'This channel belongs to somebody else.')
    return channel.actorId
  }
  api.on('pickChannelAvatar', { ...OF_CHANNEL, ...AVATAR }, async call =>
    pick(deps, await managed(call), 'avatar', call.files)
  )
  api.on('pickChannelBanner', { ...OF_CHANNEL, ...BANNER }, async call =>
    pick(deps, await managed(call), 'banner', call.files)
  )
  api.on('delChannelAvatar', OF_CHANNEL, async call => remove(deps, await managed(call), 'avatar'))
  api.on('delChannelBanner', OF_CHANNEL, async call => remove(deps, await managed(call), 'banner'))
}

interface ManageCall {
  readonly params: { readonly handle: string }
  assertMay(ownerAccountId: number, message: string): void
}

/** Files first, rows second: what a crash in between leaves, the sweeper takes. */
async function pick(
  deps: ActorImagesDeps,
  actorId: number | undefined,
  kind: ActorImageKind,
  files: ReadonlyMap<string, ReceivedFile>
) {
  const file = files.get(`${kind}file`)
  if (!file) throw badPicture(kind)
  const images = await makeImages(deps, kind, file.path)
  const replaced = await replace(deps, actorId, kind, images).catch(async error => {
    await removeFiles(
      deps,
      kind,
      images.map(({ fileName }) => fileName)
    )
    throw error
  })
  await removeFiles(deps, kind, replaced)
  return answerOf(deps, actorId, kind)
}

async function remove(deps: ActorImagesDeps, actorId: number | undefined, kind: ActorImageKind) {
  await removeFiles(deps, kind, await replace(deps, actorId, kind, []))
  return answerOf(deps, actorId, kind)
}

/** @returns The names of the files that are of no use any more. */
async function replace(
  { db }: ActorImagesDeps,
  actorId: number | undefined,
  kind: ActorImageKind,
  images: Parameters<typeof replaceImages>[3]
): Promise<string[]> {
  const replaced = actorId && (await db.transaction(tx => replaceImages(tx, actorId, kind, images)))
  if (!replaced) throw new AppError('not_found', 'Account not found')
  return replaced
}

/** What PeerTube answers: the pictures there are now. */
async function answerOf({ db, origin }: ActorImagesDeps, actorId: number | undefined, kind: ActorImageKind) {
  const images = await findActorImages(db, siteOf(origin), actorId ?? 0)
  return { [`${kind}s`]: images[`${kind}s`] }
}

const removeFiles = (deps: ActorImagesDeps, kind: ActorImageKind, names: readonly string[]) =>
  removeImageFiles(
    deps,
    names.map(fileName => ({ kind, fileName }))
  )
