/** Sends what the table of mails holds. At least once: a crash after sending and before deleting sends it again. */
import { createTransport } from 'nodemailer'
import { log } from '../../platform/log.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { toHtml } from './html.ts'
import { type ClaimedMail, claimMail, deleteMail, postponeMail } from './store.ts'

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps:` for TLS from the first byte. */
  readonly smtpUrl: string
  readonly from: { readonly name: string; readonly address: string }
  /** Host of this server, for Message-IDs (RFC 5322 section 3.6.4). */
  readonly host: string
}

export interface Mailer {
  /** Sends everything that is due. */
  sendDue(): Promise<void>
  close(): void
}

/** Minutes until the next attempt, after each failed one: two days in all, then the mail is given up. */
const RETRY_MINUTES = [1, 5, 15, 60, 180, 360, 720, 1440]
const TIMEOUT_MS = 60_000

export function openMailer(db: Queryable, { smtpUrl, from, host }: MailSettings): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 1,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true
  })

  const send = async (mail: ClaimedMail) => {
    try {
      await transport.sendMail({
        from: { ...from },
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: toHtml(mail.text),
        messageId: `<${mail.messageId}@${host}>`,
        // Answering machines stay silent (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' }
      })
      await deleteMail(db, mail.id)
    } catch (error) {
      await failed(db, mail, error)
    }
  }
  return {
    async sendDue() {
      for (let mail = await claimMail(db); mail; mail = await claimMail(db)) await send(mail)
    },
    close: () => transport.close()
  }
}

/** A server that refuses the recipient for good (5xx, RFC 5321 section 4.2.1) is not asked again. */
async function failed(db: Queryable, { id, attempts }: ClaimedMail, error: unknown): Promise<void> {
  const { responseCode, command } = error as { responseCode?: number; command?: string }
  const isRefused = (responseCode ?? 0) >= 500 && command !== 'CONN' && !command?.startsWith('AUTH')
  const minutes = RETRY_MINUTES[attempts - 1]
  // Neither the address nor the text: the log is read by more people than the mail.
  if (isRefused || minutes === undefined) {
    log('mail').warn('Mail {id} is given up after {attempts} attempts: {error}', { id, attempts, error })
    await deleteMail(db, id)
  } else {
    log('mail').warn('Mail {id} could not be sent and is tried again in {minutes} min: {error}', { id, minutes, error })
    await postponeMail(db, id, minutes * 60)
  }
}
