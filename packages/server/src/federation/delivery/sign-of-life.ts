/** Who delivers to us takes deliveries again, most likely: what waits for them need not wait for its time. */
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { keepRecent } from '../keep-recent.ts'
import { peerIsBack } from './store.ts'

const HOSTS_MAX = 1000
/** A server that delivers hundreds a second is alive the whole time. */
const AGAIN_MS = 10_000

/** Nobody waits for it, and it fails without harm. */
export function openSignsOfLife(db: Queryable): (host: string) => void {
  const heard = keepRecent<true>(HOSTS_MAX)
  return host => {
    if (heard.get(host)) return
    heard.set(host, true, AGAIN_MS)
    peerIsBack(db, host).catch(error => log('federation').warn('{host} is not tried yet: {error}', { host, error }))
  }
}
