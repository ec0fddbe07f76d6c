/** Tells the server how far a viewer is, so that it can count a view and members find their place again. */

/** Seldom: the server needs to know how long, not every step. */
const REPORT_MS = 15_000

type Watched = Pick<HTMLVideoElement, 'currentTime' | 'paused' | 'addEventListener' | 'removeEventListener'>

/**
 * Reports while the video plays, and when it stops.
 *
 * @param send Told seconds of the video, and whether they were jumped to.
 * @returns Ends it, with a last report.
 */
export function followViewing(
  video: Watched,
  send: (report: { currentTime: number; viewEvent?: 'seek' }) => void
): () => void {
  let timer: ReturnType<typeof setInterval> | undefined
  const report = () => send({ currentTime: Math.floor(video.currentTime) })
  const jump = () => send({ currentTime: Math.floor(video.currentTime), viewEvent: 'seek' })
  const begin = () => {
    if (timer !== undefined) return
    report()
    timer = setInterval(report, REPORT_MS)
  }
  const stop = () => {
    if (timer === undefined) return
    clearInterval(timer)
    timer = undefined
    report()
  }
  // With the press, not with the picture: others who could bring the picture are to know of this viewer.
  const listeners = { play: begin, seeked: jump, pause: stop, ended: stop } as const
  for (const [event, listener] of Object.entries(listeners)) video.addEventListener(event, listener)
  if (!video.paused) begin()
  return () => {
    stop()
    for (const [event, listener] of Object.entries(listeners)) video.removeEventListener(event, listener)
  }
}

/**
 * As `followViewing`, as long as the page is shown: one that comes back from the browser's memory is followed anew.
 *
 * @param page Whose `pagehide` and `pageshow` tell.
 */
export function followShown(page: Pick<Window, 'addEventListener' | 'removeEventListener'>, follow: () => () => void) {
  let end = follow()
  const leave = () => end()
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) end = follow()
  }
  page.addEventListener('pagehide', leave)
  page.addEventListener('pageshow', comeBack)
  return () => {
    page.removeEventListener('pagehide', leave)
    page.removeEventListener('pageshow', comeBack)
    end()
  }
}

/** A report goes out even while the page closes; one that is lost is no loss to the viewer. */
export function sendTo(url: string, sessionId: string) {
  return (report: object): void => {
    fetch(url, {
      method: 'POST',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...report, sessionId })
    }).catch(() => undefined)
  }
}

/** One visit's name, forgotten with the page. `crypto.randomUUID` is missing where there is no HTTPS. */
export function makeSessionId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('')
}
