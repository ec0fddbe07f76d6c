/** `?start=` of watch and embed URLs, in PeerTube's forms: `90`, `90s`, `1m30s`, `1h2m3s`. Zero for anything else. */
export function parseStartSeconds(text: unknown): number {
  if (typeof text !== 'string') return 0
  const [, hours, minutes, seconds] = /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,7})s?)?$/.exec(text) ?? []
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}

/** A moment as people type it, `1:02:03` or `2:03`, or as addresses say it. Undefined for anything else. */
export function parseMoment(text: unknown): number | undefined {
  if (typeof text !== 'string' || text === '') return undefined
  const [, hours, minutes, seconds] = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(text) ?? []
  if (seconds !== undefined) return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)
  return /^(?:\d{1,4}h)?(?:\d{1,4}m)?(?:\d{1,7}s?)?$/.test(text) ? parseStartSeconds(text) : undefined
}
