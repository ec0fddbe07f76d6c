/** Taking back what one has done. */
import { type ActivityHandler, Refused } from '../deps.ts'
import { idOf, isObject } from '../json.ts'
import { byObject } from './by-object.ts'
import { undoCopy } from './copies.ts'
import { undoFollow } from './follow.ts'
import { undoRating } from './ratings.ts'
import { undoAnnounce } from './videos.ts'

const undoWhole = byObject({
  Announce: undoAnnounce,
  Create: undoCopy,
  Follow: undoFollow,
  Like: undoRating,
  Dislike: undoRating
})

/** What is undone is told whole, and was done by who takes it back. */
export const undo: ActivityHandler = async (deps, received) => {
  const { object, actor } = received.activity
  if (!isObject(object)) throw new Refused('What is undone is not told')
  if (idOf(object['actor']) !== actor) throw new Refused('It was done by somebody else')
  await undoWhole(deps, received)
}
