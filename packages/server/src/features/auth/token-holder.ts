import type { Viewer } from '../../platform/http.ts'
import type { Sessions } from './sessions.ts'
import { hashToken } from './token.ts'

/** Who holds an access token now; undefined when it is not, or no longer, good. For what comes without a request. */
export async function holderOf(sessions: Sessions, accessToken: string): Promise<Viewer | undefined> {
  return (await sessions.find(hashToken('access', accessToken)))?.viewer
}
