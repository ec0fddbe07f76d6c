/** Wire types of signing in, as PeerTube 6.3 speaks OAuth 2 (RFC 6749, password and refresh grants). */
import { z } from 'zod'

/** `GET /api/v1/oauth-clients/local`. Public: it names the application, it proves nothing. */
export interface OAuthClientLocal {
  readonly client_id: string
  readonly client_secret: string
}

const text = z.string().max(1000)

/** `POST /api/v1/users/token`, form or JSON. What must be there depends on the grant; the errors are OAuth's own. */
export const TokenBody = z.object({
  client_id: text.optional(),
  client_secret: text.optional(),
  grant_type: text.optional(),
  /** User name or e-mail address, in any case. */
  username: text.optional(),
  password: text.optional(),
  refresh_token: text.optional()
})
export type TokenBody = z.output<typeof TokenBody>

export interface TokenAnswer {
  readonly token_type: 'Bearer'
  readonly access_token: string
  readonly refresh_token: string
  /** Seconds. */
  readonly expires_in: number
  readonly refresh_token_expires_in: number
}
