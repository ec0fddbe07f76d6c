/** A call as it should be: what the schemas ask for, and what only code checks. */
import type { OperationId } from '../../../packages/server/src/contract/index.ts'
import type { WalkedOperation } from './operations.ts'
import { sample, sampleQuery } from './samples.ts'
import type { Sent } from './send.ts'
import { makeVideo, type World } from './things.ts'

type Params = Readonly<Record<string, string>>
type Fields = Readonly<Record<string, unknown>>

/** One dot. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
const picture = () => new File([PICTURE], 'dot.png', { type: 'image/png' })

/** Bodies that a schema does not tell how to fill. */
const BODIES: Partial<Record<OperationId, (world: World, params: Params) => Fields | Promise<Fields>>> = {
  userImportResumableInit: () => ({ filename: 'archive.zip' }),
  addVideoPlaylistVideo: async world => ({ videoId: (await makeVideo(world)).id }),
  deleteUsers: ({ owner }) => ({ ids: [owner.userId] }),
  updateCommentPolicies: () => ({ review: ['external-link'] }),
  pickChannelAvatar: () => ({ avatarfile: picture() }),
  pickChannelBanner: () => ({ bannerfile: picture() }),
  addVideoCaption: () => ({ captionfile: new File(['WEBVTT\n'], 'c.vtt', { type: 'text/vtt' }) })
}

export async function properCall(world: World, operation: WalkedOperation, params: Params): Promise<Sent> {
  const query = new URLSearchParams(sampleQuery(operation) as Record<string, string>).toString()
  if (!operation.body) return { params, query }
  const body = (await BODIES[operation.id]?.(world, params)) ?? sample(operation.body)
  return { params, query, body: isFormOnly(operation) || hasFile(body as Fields) ? toForm(body as Fields) : body }
}

const isFormOnly = ({ bodyTypes }: WalkedOperation) => bodyTypes.every(type => type === 'multipart/form-data')

const hasFile = (fields: Fields) => Object.values(fields).some(value => value instanceof Blob)

function toForm(fields: Fields): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value instanceof Blob ? value : String(value))
  return form
}
