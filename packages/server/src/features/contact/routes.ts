/** Letters of anybody to the administrators, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { ContactBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { enqueueMail } from '../mail/index.ts'

export interface ContactDeps {
  readonly db: Database
  readonly settings: Settings
  /** E-mail can be sent. */
  readonly hasMail: boolean
}

export function contactRoutes({ db, settings, hasMail }: ContactDeps): Router {
  const api = apiRouter()

  api.on('sendContactForm', { body: ContactBody }, async ({ body }) => {
    const { contactForm, admin, instance } = settings.current()
    if (!hasMail || !contactForm.enabled)
      throw new AppError('conflict', 'Contact form is not enabled on this instance.')
    // Nobody has proved that the address is theirs: it stands in the text and not in a header.
    await enqueueMail(db, {
      to: admin.email,
      subject: `${instance.name}: ${body.subject}`,
      text: `${body.fromName} <${body.fromEmail}>\n\n${body.body}`
    })
  })
  return api.router
}
