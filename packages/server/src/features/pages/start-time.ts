/** `?start=` of watch and embed URLs, in PeerTube's forms: `90`, `90s`, `1m30s`, `1h2m3s`. Zero for anything else. */
export function parseStartSeconds(text: unknown): number {
  if (typeof text !== 'string') return 0
  const [, hours, minutes, seconds] = /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,7})s?)?$/.exec(text) ?? []
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}
