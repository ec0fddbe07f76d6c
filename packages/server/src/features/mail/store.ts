/** SQL of the mail slice. Table: mail. */
import type { Queryable } from '../../platform/postgres.ts'

export interface Mail {
  /** E-mail address. */
  readonly to: string
  readonly subject: string
  /** Plain text; paragraphs are parted by empty lines. */
  readonly text: string
}

/** Call it in the transaction of the change that the mail tells of: both happen, or neither. */
export async function enqueueMail(tx: Queryable, { to, subject, text }: Mail): Promise<void> {
  // A line break in a header would begin another header.
  const oneLine = subject.replace(/\s+/g, ' ').trim()
  await tx.query('INSERT INTO mail (recipient, subject, body) VALUES ($1, $2, $3)', [to, oneLine, text])
}

/** What was not sent yet to somebody who leaves. */
export async function forgetMailsTo(tx: Queryable, email: string): Promise<void> {
  await tx.query('DELETE FROM mail WHERE lower(recipient) = lower($1)', [email])
}

export interface ClaimedMail extends Mail {
  readonly id: number
  readonly messageId: string
  /** This one included. */
  readonly attempts: number
}

/** How long a mail is left to whoever claimed it. Longer than a mail server is waited for. */
const LEASE_SECONDS = 300

/** The mail that has waited longest. Of several processes, one gets it; if that one dies, it is due again later. */
export async function claimMail(db: Queryable): Promise<ClaimedMail | undefined> {
  const { rows } = await db.query<ClaimedMail>(
    `UPDATE mail SET attempts = attempts + 1, due_at = now() + make_interval(secs => $1)
      WHERE id = (SELECT id FROM mail WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, message_id AS "messageId", recipient AS "to", subject, body AS text, attempts`,
    [LEASE_SECONDS]
  )
  return rows[0]
}

export async function deleteMail(db: Queryable, id: number): Promise<void> {
  await db.query('DELETE FROM mail WHERE id = $1', [id])
}

export async function postponeMail(db: Queryable, id: number, seconds: number): Promise<void> {
  await db.query('UPDATE mail SET due_at = now() + make_interval(secs => $2) WHERE id = $1', [id, seconds])
}
