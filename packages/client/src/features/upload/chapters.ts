/** Chapters as people type them: a line for each, its time first. */
import type { Chapter } from '@colombier/server/contract'

const TITLE_MAX = 100
const CHAPTERS_MAX = 500
const LINE = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)\s+(.+)$/

/** @returns Null when a line is none, or two have the same time. */
export function parseChapters(text: string): Chapter[] | null {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  const chapters: Chapter[] = []
  for (const line of lines) {
    const [, hours, minutes, seconds, title] = LINE.exec(line) ?? []
    if (!title || title.length > TITLE_MAX) return null
    chapters.push({ title, timecode: Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) })
  }
  const times = new Set(chapters.map(({ timecode }) => timecode))
  return chapters.length <= CHAPTERS_MAX && times.size === chapters.length ? chapters : null
}
