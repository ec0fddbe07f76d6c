/**
 * `?start=` of watch and embed URLs, in PeerTube's forms: `90`, `90s`, `1m30s`, `1h2m3s`, `1:30`, `1:02:03`. What is
 * less than a second is left out. Zero for anything else.
 */
export function parseStartSeconds(text: unknown): number {
  return parseMoment(text) ?? 0
}

/** A moment as people type it, `1:02:03` or `2:03`, or as addresses say it. Undefined for anything else. */
export function parseMoment(text: unknown): number | undefined {
  if (typeof text !== 'string' || text === '') return undefined
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(text)
  if (clock) return secondsOf(clock)
  const named = /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,7})(?:\.\d{1,9})?s?)?$/.exec(text)
  return named ? secondsOf(named) : undefined
}

function secondsOf([, hours, minutes, seconds]: readonly (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}
