/** Which deed each kind of activity is, by its `type`; kinds that are not named here are taken and forgotten. */
import type { ActivityHandler } from '../deps.ts'
import { decideReply } from './comments.ts'
import { create } from './create.ts'
import { deleteThing } from './delete.ts'
import { flag } from './flags.ts'
import { follow } from './follow.ts'
import { accept, reject } from './follow-answers.ts'
import { rate } from './ratings.ts'
import { undo } from './undo.ts'
import { update } from './update.ts'
import { announce } from './videos.ts'
import { view } from './views.ts'

export const HANDLERS: Readonly<Record<string, ActivityHandler>> = {
  Create: create,
  Update: update,
  Delete: deleteThing,
  Undo: undo,
  Like: rate,
  Dislike: rate,
  View: view,
  Flag: flag,
  ApproveReply: decideReply,
  RejectReply: decideReply,
  Announce: announce,
  Follow: follow,
  Accept: accept,
  Reject: reject
}

/** Of Create and Update with the kind of their object. */
const ROWS_ALONE = new Set(['Create Note', 'Update Note', 'Like', 'Dislike', 'View', 'Undo', 'Announce'])

/** Whether it leads to rows and nothing else, so that several can be one transaction. */
export function writesRowsAlone(type: string, objectType: unknown): boolean {
  return ROWS_ALONE.has(type === 'Create' || type === 'Update' ? `${type} ${objectType}` : type)
}
