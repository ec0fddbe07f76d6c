/**
 * What a visitor with a slow telephone on a slow line waits for: a real Chromium, told over its own protocol to behave as
 * on "Slow 4G" (1.6 Mbit/s, 150 ms to each request) with a quarter of this processor, and an empty cache each time.
 * Plain HTTP/1.1 over loopback: the browser's throttling delays each request, and no handshake.
 */

import { median } from './median.ts'
import { type Film, prepareVillage, type Village } from './pages/village.ts'
import { type PageFigures, type PlayFigures, visit } from './pages/visit.ts'
import type { Table } from './table.ts'

const RUNS = 5

/** Milliseconds, but for shift (a ratio), requests and kB (1000 bytes as they came over the line). */
const TARGETS: Readonly<Record<keyof PageFigures | keyof PlayFigures, number | undefined>> = {
  firstPaintMs: 1200,
  largestPaintMs: 2000,
  blockedMs: 50,
  shift: 0.01,
  requests: 15,
  kB: undefined,
  codeKB: 60,
  firstFrameMs: 2500,
  playKB: undefined
}

const WORDS: Readonly<Record<keyof typeof TARGETS, string>> = {
  firstPaintMs: 'first contentful paint, ms',
  largestPaintMs: 'largest contentful paint, ms',
  blockedMs: 'blocking time, ms',
  shift: 'cumulative layout shift',
  requests: 'requests',
  kB: 'transferred, kB',
  codeKB: 'of it without pictures, kB',
  firstFrameMs: 'from press on play to first frame, ms',
  playKB: 'transferred for it, kB'
}

export async function* measure(): AsyncGenerator<Table> {
  const village = await prepareVillage()
  try {
    yield await measurePage(village, 'Home with 12 films', '/')
    for (const film of village.films) yield await measurePage(village, `Watch, ${film.title}`, film.path, film)
  } finally {
    await village.close()
  }
}

async function measurePage(village: Village, title: string, path: string, film?: Film): Promise<Table> {
  const runs: (PageFigures & Partial<PlayFigures>)[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await visit(village, path, { plays: film !== undefined }))
  const names = (Object.keys(TARGETS) as (keyof typeof TARGETS)[]).filter(name => runs[0]![name] !== undefined)
  return {
    title: `${title}: median of ${RUNS} cold visits, 1.6 Mbit/s, 150 ms, processor slowed 4 times, HTTP over loopback`,
    columns: ['', 'median', 'least', 'most', 'target', 'share of it', 'met'],
    rows: names.map(name => {
      const figures = runs.map(run => run[name] ?? Number.NaN)
      const middle = median(figures)
      const wanted = TARGETS[name]
      const shown = [middle, Math.min(...figures), Math.max(...figures)].map(figure => show(name, figure))
      if (wanted === undefined) return [WORDS[name], ...shown, '', '', '']
      const share = `${Math.round((100 * middle) / wanted)} %`
      return [WORDS[name], ...shown, `<= ${wanted}`, share, middle <= wanted ? 'yes' : 'NO']
    })
  }
}

function show(name: keyof typeof TARGETS, figure: number): string {
  if (name === 'shift') return figure.toFixed(4)
  return name.endsWith('KB') || name === 'kB' ? figure.toFixed(1) : String(Math.round(figure))
}
