/** Where anybody writes to those who run the server, as they can through the API. A plain form. */
import type { Router } from 'express'
import type { CallOperation } from '../../platform/call-operation.ts'
import type { AboutPageDeps } from './about-page.ts'
import { formPage, operateWith } from './form-page.ts'
import type { PageResponder } from './page-responder.ts'

type ContactPageDeps = Pick<AboutPageDeps, 'settings' | 'hasMail'> & { readonly call: CallOperation }

export function contactPage(router: Router, pages: PageResponder, { settings, hasMail, call }: ContactPageDeps): void {
  const operate = operateWith(call)
  formPage(router, pages, {
    path: '/about/contact',
    admits: () => true,
    async show(_at, outcome) {
      return { kind: 'contact', isOpen: hasMail && settings.current().contactForm.enabled, outcome }
    },
    async forms(sent) {
      const [fromName, fromEmail] = [sent.field('fromName'), sent.field('fromEmail')]
      const [subject, body] = [sent.field('subject'), sent.field('body')]
      await operate(sent, 'sendContactForm', { body: { fromName, fromEmail, subject, body } })
      return 'contacted'
    }
  })
}
