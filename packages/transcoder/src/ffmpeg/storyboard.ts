import type { Storyboard } from '../contract.ts'
import { STORYBOARD } from './encoder.ts'

/** Layout of the sprite sheet shown while seeking, sized as PeerTube does. Lengths are pixels. */
export interface StoryboardPlan {
  readonly spriteWidth: number
  readonly spriteHeight: number
  readonly columns: number
  readonly rows: number
  /** Seconds each sprite stands for. */
  readonly intervalSeconds: number
}

export function planStoryboard(size: { width: number; height: number }, durationSeconds: number): StoryboardPlan {
  const intervalSeconds = Math.max(1, Math.ceil(durationSeconds / STORYBOARD.maxSprites))
  const sprites = Math.max(1, Math.min(STORYBOARD.maxSprites, Math.ceil(durationSeconds / intervalSeconds)))
  const scale = STORYBOARD.spriteSide / Math.max(size.width, size.height)
  return {
    spriteWidth: Math.max(2, Math.round((size.width * scale) / 2) * 2),
    spriteHeight: Math.max(2, Math.round((size.height * scale) / 2) * 2),
    columns: Math.min(STORYBOARD.columns, sprites),
    rows: Math.ceil(sprites / STORYBOARD.columns),
    intervalSeconds
  }
}

export function describeStoryboard(plan: StoryboardPlan, fileName: string): Storyboard {
  const { spriteWidth, spriteHeight, columns, rows, intervalSeconds } = plan
  return {
    fileName,
    totalWidth: spriteWidth * columns,
    totalHeight: spriteHeight * rows,
    spriteWidth,
    spriteHeight,
    spriteDurationSeconds: intervalSeconds
  }
}
