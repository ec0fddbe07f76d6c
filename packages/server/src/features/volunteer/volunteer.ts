/** A member's computer that helps an instance: fetches what it has room for, checks it, and gives it to others. */
import { type Engine, openEngine, type WantedTorrent } from '../../platform/torrent/index.ts'
import { choose } from './choose.ts'
import { follow } from './follow.ts'
import type { Instance, InstanceFile } from './instance.ts'
import type { KnownVideo, Library } from './library.ts'
import type { VolunteerOptions } from './options.ts'

export interface VolunteerDeps {
  readonly options: Pick<VolunteerOptions, 'diskBytes' | 'uploadBytesPerSecond'>
  readonly instance: Instance
  readonly library: Library
  readonly signal: AbortSignal
  readonly onNews: (news: News) => void
  /** Between two questions to the instance. */
  readonly pauseMs?: number
}

export type News =
  | { readonly kind: 'fetched' | 'let-go'; readonly name: string; readonly resolution: number }
  | { readonly kind: 'failed'; readonly name: string; readonly resolution: number; readonly error: unknown }

export interface Standing {
  /** Whole ones. */
  readonly files: number
  readonly bytes: number
  /** That it wants to have. */
  readonly wantedFiles: number
  readonly wantedBytes: number
  readonly fetchedBytes: number
  readonly peers: number
  /** Ever. */
  readonly givenBytes: number
}

export interface Volunteer {
  /** Takes up what it has, before the instance was asked anything. */
  resume(): Promise<void>
  /** Asks the instance what there is, and does what follows. @throws FetchError when it does not answer. */
  round(): Promise<void>
  /** Goes on to the next files when some have been fetched. */
  tick(): Promise<void>
  standing(): Standing
  engine: Engine
  stop(): Promise<void>
}

interface Entry extends InstanceFile {
  readonly name: string
  isWhole: boolean
  /** Of the file, when it last grew. */
  haveBytes: number
  grewAt: number
}

/** At once: an instance's line is thin. */
const FETCHES_MAX = 2
const FILES_MAX = 400
/** Left on the disk whatever the budget says. */
const SPARE_BYTES = 1e9
/** A file that does not grow for that long lets others go first. */
const STUCK_MS = 5 * 60_000
const PAUSE_MS = 250

export function openVolunteer(deps: VolunteerDeps): Volunteer {
  const { options, instance, library, onNews } = deps
  let entries: Entry[] = []
  const engine = openEngine({
    onMoved: ({ given }) => {
      library.givenBytes += given
    }
  })

  const wish = () => {
    const now = performance.now()
    const missing = entries.filter(entry => !entry.isWhole && library.held.has(entry.infoHash))
    const fetching = missing.toSorted((a, b) => Number(isStuck(a, now)) - Number(isStuck(b, now))).slice(0, FETCHES_MAX)
    const torrents = [...entries.filter(entry => entry.isWhole), ...fetching].map(entry => toTorrent(library, entry))
    engine.want(
      { torrents, uploadBytesPerSecond: options.uploadBytesPerSecond },
      { port: 0, iceServers: [], allowsPrivatePeers: instance.isPrivate, userAgent: 'Colombier', logLevel: 'error' }
    )
  }

  const plan = async (ranked: readonly KnownVideo[]) => {
    const before = new Map(entries.map(entry => [entry.infoHash, entry]))
    const chosen = choose(ranked.flatMap(toEntries), {
      budgetBytes: await budgetOf(deps),
      isHeld: infoHash => library.held.has(infoHash),
      countMax: FILES_MAX
    })
    entries = await Promise.all(
      chosen.map(async entry => ({
        ...entry,
        haveBytes: before.get(entry.infoHash)?.haveBytes ?? 0,
        grewAt: before.get(entry.infoHash)?.grewAt ?? performance.now(),
        isWhole: await library.isWhole(entry)
      }))
    )
    wish()
    return before
  }
  const forgetOthers = async (before: ReadonlyMap<string, Entry>) => {
    const kept = new Set(entries.map(entry => entry.infoHash))
    for (const infoHash of [...library.held]) {
      if (kept.has(infoHash)) continue
      await library.forget(infoHash)
      const gone = before.get(infoHash)
      if (gone) onNews({ kind: 'let-go', name: gone.name, resolution: gone.resolution })
    }
  }

  const fetchTorrents = async () => {
    const lacking = entries.filter(entry => !library.held.has(entry.infoHash))
    for (const entry of lacking.slice(0, FETCHES_MAX * 2)) {
      try {
        await library.putTorrent(entry.infoHash, await instance.fetchTorrent(entry))
      } catch (error) {
        deps.signal.throwIfAborted()
        onNews({ kind: 'failed', name: entry.name, resolution: entry.resolution, error })
        entries = entries.filter(other => other !== entry)
      }
    }
  }

  return {
    engine,
    async resume() {
      const known = [...library.videos.values()]
      await plan(known.filter(video => video.files.some(file => library.held.has(file.infoHash))))
    },
    async round() {
      const { diskBytes: budgetBytes } = options
      const { signal, pauseMs = PAUSE_MS } = deps
      try {
        await forgetOthers(await plan(await follow({ instance, videos: library.videos, budgetBytes, pauseMs, signal })))
        await fetchTorrents()
      } finally {
        await library.save()
      }
      wish()
    },
    async tick() {
      const figures = new Map(engine.figures()?.torrents.map(torrent => [torrent.infoHash, torrent]))
      const now = performance.now()
      for (const entry of entries) {
        const found = figures.get(entry.infoHash)
        if (!found || entry.isWhole) continue
        if (found.haveBytes > entry.haveBytes) Object.assign(entry, { haveBytes: found.haveBytes, grewAt: now })
        if (!found.isWhole) continue
        entry.isWhole = true
        onNews({ kind: 'fetched', name: entry.name, resolution: entry.resolution })
      }
      const isIdle =
        entries.filter(({ isWhole, infoHash }) => !isWhole && library.held.has(infoHash)).length < FETCHES_MAX
      if (isIdle) await fetchTorrents()
      wish()
    },
    standing: () => standingOf(entries, library, engine),
    async stop() {
      await engine.stop()
      await library.save()
    }
  }
}

const isStuck = (entry: Entry, now: number) => now - entry.grewAt > STUCK_MS

/** Files of one video, the largest first: the one that somebody would download. */
function toEntries({ name, files }: KnownVideo): (InstanceFile & { name: string })[] {
  return files.toSorted((a, b) => b.resolution - a.resolution).map(file => ({ ...file, name }))
}

function toTorrent(library: Library, { infoHash, sizeBytes, fileUrl, trackers }: Entry): WantedTorrent {
  return {
    infoHash,
    sizeBytes,
    trackers,
    webSeeds: fileUrl ? [fileUrl] : [],
    torrentPath: library.torrentPath(infoHash),
    mediaPath: library.mediaPath(infoHash)
  }
}

async function budgetOf({ options, library }: VolunteerDeps): Promise<number> {
  const room = (await library.freeBytes()) + (await library.usedBytes()) - SPARE_BYTES
  return Math.max(0, Math.min(options.diskBytes, room))
}

function standingOf(entries: readonly Entry[], library: Library, engine: Engine): Standing {
  const whole = entries.filter(entry => entry.isWhole)
  const sum = (some: readonly Entry[]) => some.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
  return {
    files: whole.length,
    bytes: sum(whole),
    wantedFiles: entries.length,
    wantedBytes: sum(entries),
    fetchedBytes: sum(whole) + entries.reduce((total, entry) => total + (entry.isWhole ? 0 : entry.haveBytes), 0),
    peers: engine.figures()?.torrents.reduce((total, { peers }) => total + peers, 0) ?? 0,
    givenBytes: library.givenBytes
  }
}
