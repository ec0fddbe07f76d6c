import type { PlayerChapter, PlayerStoryboard } from '../source.ts'

export interface Sprite {
  readonly x: number
  readonly y: number
}

/** Top left corner of the picture of that moment, in pixels of the whole image. */
export function spriteAt(
  { spriteWidth, spriteHeight, columns, spriteDurationSeconds }: PlayerStoryboard,
  seconds: number
): Sprite {
  const index = Math.max(0, Math.floor(seconds / spriteDurationSeconds))
  return { x: (index % columns) * spriteWidth, y: Math.floor(index / columns) * spriteHeight }
}

/** The one that is on at that moment. */
export function chapterAt(chapters: readonly PlayerChapter[], seconds: number): PlayerChapter | undefined {
  return chapters.findLast(({ startSeconds }) => startSeconds <= seconds)
}
