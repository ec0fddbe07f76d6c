/** Who holds something that is good now; undefined when it is not, or no longer. For what comes without a request. */
import type { Viewer } from '../../platform/http.ts'
import { readSessionCookie } from './cookie.ts'
import type { Sessions } from './sessions.ts'
import { hashToken } from './token.ts'

export async function holderOf(sessions: Sessions, accessToken: string): Promise<Viewer | undefined> {
  return (await sessions.find(hashToken('access', accessToken)))?.viewer
}

/** @param cookies The `Cookie` header of a browser, which says nothing of whose page made it send it. */
export async function browserOf(sessions: Sessions, cookies: string | undefined): Promise<Viewer | undefined> {
  const token = readSessionCookie(cookies)
  return token === undefined ? undefined : (await sessions.find(hashToken('session', token)))?.viewer
}
