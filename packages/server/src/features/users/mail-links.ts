/** Links in mails: each proves once that its reader reads an address. Table: mail_link. */
import { createHash, randomBytes } from 'node:crypto'
import type { Queryable } from '../../platform/postgres.ts'

export type LinkPurpose = 'reset-password' | 'verify-email'

/** PeerTube's. */
const LIFETIME_SECONDS: Record<LinkPurpose, number> = { 'reset-password': 3600, 'verify-email': 3600 }

export type LinkOwner = { readonly userId: number } | { readonly registrationId: number }

const hashOf = (token: string) => createHash('sha256').update(`mail-link:${token}`).digest()
const columnOf = (owner: LinkOwner) => ('userId' in owner ? 'user_id' : 'registration_id')
const idOf = (owner: LinkOwner) => ('userId' in owner ? owner.userId : owner.registrationId)

/** @returns What the link must hold. Earlier links for the same purpose end. */
export async function makeMailLink(
  tx: Queryable,
  { owner, purpose, email }: { owner: LinkOwner; purpose: LinkPurpose; email: string }
): Promise<string> {
  const token = randomBytes(32).toString('hex')
  const column = columnOf(owner)
  await tx.query(`DELETE FROM mail_link WHERE expires_at < now() OR (${column} = $1 AND purpose = $2)`, [
    idOf(owner),
    purpose
  ])
  await tx.query(
    `INSERT INTO mail_link (token_hash, purpose, ${column}, email, expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
    [hashOf(token), purpose, idOf(owner), email, LIFETIME_SECONDS[purpose]]
  )
  return token
}

/** @returns The address the link was sent to; undefined for one that is wrong, used or too old. */
export async function takeMailLink(
  tx: Queryable,
  { owner, purpose, token }: { owner: LinkOwner; purpose: LinkPurpose; token: string }
): Promise<string | undefined> {
  const { rows } = await tx.query<{ email: string }>(
    `DELETE FROM mail_link WHERE token_hash = $1 AND purpose = $2 AND ${columnOf(owner)} = $3 AND expires_at > now()
     RETURNING email`,
    [hashOf(token), purpose, idOf(owner)]
  )
  return rows[0]?.email
}
