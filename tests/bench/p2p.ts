/**
 * Viewers who carry a video to each other: real pages in one Chromium, one video of four minutes at 480p, viewers who
 * come five seconds apart and watch for ninety. The server's line is a token bucket; what viewers send to each other is
 * not slowed down. Needs ffmpeg and Chromium; takes about fifteen minutes. BENCH_VIEWERS=2,5 is for a try.
 */
import { openBrowser } from '../support/browser.ts'
import { type Figures, figuresOf } from './p2p/figures.ts'
import { openPlace, type Place } from './p2p/video.ts'
import { type Crowd, type Watched, watch } from './p2p/viewers.ts'
import type { Table } from './table.ts'

const CROWDS = (process.env['BENCH_VIEWERS'] ?? '2,5,10').split(',').map(Number)
/** Of an association's line: 10 Mbit/s. */
const LINE = 1_250_000
const TARGETS = { ofCeiling: 0.93, upload: 1.8, firstFrame: 1.1, lost: 0.05 }

interface Result extends Watched, Figures {}

export async function* measure(): AsyncGenerator<Table> {
  const place = await openPlace()
  const browser = await openBrowser()
  const take = async (crowd: Crowd): Promise<Result> => {
    const watched = await watch(browser, place, crowd)
    return { ...watched, ...figuresOf(watched, place.segments) }
  }
  try {
    yield* measureCrowds(take)
    yield* measureNarrow(place, take)
  } finally {
    await browser.close()
    await place.close()
  }
}

type Take = (crowd: Crowd) => Promise<Result>

async function* measureCrowds(take: Take): AsyncGenerator<Table> {
  const most = Math.max(...CROWDS)
  const alone = await take({ viewers: 1, isSharing: false, bytesPerSecond: LINE })
  const plain = await take({ viewers: most, isSharing: false, bytesPerSecond: LINE })
  const sharing: Result[] = []
  for (const viewers of CROWDS) sharing.push(await take({ viewers, isSharing: true, bytesPerSecond: LINE }))
  yield shareTable([alone, plain, ...sharing])
  yield uploadTable(alone, sharing.at(-1)!)
  yield firstFrameTable(plain, sharing.at(-1)!)
}

/** Plain HLS cannot serve so many on such a line. */
async function* measureNarrow({ bytesPerSecond }: Place, take: Take): AsyncGenerator<Table> {
  const crowd = { viewers: Math.max(...CROWDS), bytesPerSecond: 2 * bytesPerSecond }
  const plain = await take({ ...crowd, isSharing: false })
  const sharing = await take({ ...crowd, isSharing: true })
  yield shareTable([plain, sharing], ', the server’s line as wide as two viewers need')
  yield stallTable(plain, sharing)
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`
const verdict = (isMet: boolean) => (isMet ? 'yes' : 'NO')
const nameOf = ({ viewers, isSharing }: Crowd) => `${viewers} ${isSharing ? 'sharing' : 'each from the server'}`

function shareTable(results: readonly Result[], where = ''): Table {
  return {
    title: `Carried by viewers${where}`,
    columns: ['', 'share', 'ceiling', 'of it', 'target', 'met', 'lost', 'target', 'met', 'stalls', 'dropped frames'],
    rows: results.map(result => {
      const { isSharing, share, ceiling, lost, stalls, droppedFrames } = result
      const ofCeiling = share / ceiling
      const shared = [ofCeiling.toFixed(3), `>= ${TARGETS.ofCeiling}`, verdict(ofCeiling >= TARGETS.ofCeiling)]
      return [
        nameOf(result),
        ...[share.toFixed(3), ceiling.toFixed(3), ...(isSharing ? shared : ['', '', ''])],
        ...[percent(lost), `<= ${percent(TARGETS.lost)}`, verdict(lost <= TARGETS.lost)],
        ...[String(stalls), percent(droppedFrames)]
      ]
    })
  }
}

function uploadTable(alone: Result, sharing: Result): Table {
  const row = (name: string, bytes: (result: Result) => number) => {
    const ratio = bytes(sharing) / bytes(alone)
    const megabytes = [alone, sharing].map(result => (bytes(result) / 1e6).toFixed(2))
    return [name, ...megabytes, ratio.toFixed(2), `<= ${TARGETS.upload}`, verdict(ratio <= TARGETS.upload)]
  }
  const told = sharing.toldFromPeers / (sharing.toldFromPeers + sharing.toldFromServer)
  return {
    title: `What the server sent, MB (its meter tells a share of ${told.toFixed(3)})`,
    columns: ['', 'one viewer', `${sharing.viewers} sharing`, 'ratio', 'target', 'met'],
    rows: [row('of the video', result => result.mediaBytes), row('in all, with pages', result => result.lineBytes)]
  }
}

function firstFrameTable(plain: Result, sharing: Result): Table {
  const ratio = sharing.firstFrameMs / plain.firstFrameMs
  const times = [plain, sharing].map(({ firstFrameMs }) => firstFrameMs.toFixed(0))
  return {
    title: 'From the press on play to the first frame, median, ms',
    columns: ['', 'from the server', 'sharing', 'ratio', 'target', 'met'],
    rows: [
      [
        `${sharing.viewers} viewers`,
        ...times,
        ...[ratio.toFixed(2), `<= ${TARGETS.firstFrame}`, verdict(ratio <= TARGETS.firstFrame)]
      ]
    ]
  }
}

function stallTable(plain: Result, sharing: Result): Table {
  const row = (result: Result, target: string, isMet: boolean) => [
    nameOf(result),
    ...[String(result.stalls), result.stalledSeconds.toFixed(1), target, verdict(isMet)]
  ]
  return {
    title: 'Rebuffering on that line',
    columns: ['', 'times', 'seconds', 'expected', 'met'],
    rows: [row(plain, '> 0', plain.stalls > 0), row(sharing, '0', sharing.stalls === 0)]
  }
}
